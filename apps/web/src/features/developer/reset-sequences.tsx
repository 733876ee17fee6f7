import { Button } from '@mantine/core'
import { confirm } from '~/lib/confirm.ts'
import { errorSentence } from '~/lib/errors.ts'
import { notifyDone, notifyError } from '~/lib/notify.ts'
import { trpc } from '~/lib/trpc.ts'

/** Lets every sequence of numbers go on right behind what exists. */
export function ResetSequences() {
  const reset = trpc.developer.resetSequences.useMutation({
    onSuccess: ({ sequences }) =>
      notifyDone(
        sequences.length === 0
          ? 'Every sequence was right already'
          : `${sequences.length} sequences go on without a gap`,
      ),
    onError: (error) => notifyError(errorSentence(error)),
  })
  const ask = async () => {
    const message =
      'The next number of each document follows the highest there is. A number that exists, or that the history tells of, is never given again.'
    if (await confirm({ title: 'Reset the number sequences?', message, verb: 'Reset', danger: true })) reset.mutate({})
  }
  return (
    <Button variant="default" loading={reset.isPending} onClick={() => void ask()}>
      Reset sequences…
    </Button>
  )
}
