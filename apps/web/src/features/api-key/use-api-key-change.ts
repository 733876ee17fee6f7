import type { UseMutationResult } from '@tanstack/react-query'
import { errorSentence } from '~/lib/errors.ts'
import { notifyDone, notifyError } from '~/lib/notify.ts'
import { queryClient } from '~/lib/query-client.ts'
import { keyOf } from '~/lib/query-key.ts'

/** What this needs of a tRPC mutation: `trpc.apiKey.revoke`. */
interface Mutation<In, Out> {
  useMutation(options: {
    onSuccess: (output: Out) => void
    onError: (error: unknown) => void
  }): Pick<UseMutationResult<Out, unknown, In, unknown>, 'mutate' | 'isPending'>
}

/** A change of one's own keys. Its event is about the person, not about a key: the list is read again here at once. */
export function useApiKeyChange<In, Out>(
  mutation: Mutation<In, Out>,
  done: string,
  onDone?: (output: Out) => void,
  onError: (sentence: string) => void = notifyError,
) {
  return mutation.useMutation({
    onSuccess: (output) => {
      void queryClient.invalidateQueries({ queryKey: keyOf('apiKey', 'list') })
      notifyDone(done)
      onDone?.(output)
    },
    onError: (error) => onError(errorSentence(error)),
  })
}
