import { Alert, Button, Group, Modal, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useState } from 'react'
import { errorBody, errorSentence } from '~/lib/errors.ts'
import { notifyDone } from '~/lib/notify.ts'
import { queryClient } from '~/lib/query-client.ts'
import { trpc } from '~/lib/trpc.ts'

interface Props {
  /** The tables to clear, everything that can be, or nothing: closed. */
  asked: readonly string[] | 'everything' | null
  onClose: () => void
  onCleared: () => void
  /** Asks again with these tables too. */
  onAlso: (tables: string[]) => void
}

/** Asks the server what must be typed to clear these tables, and clears them once it has been. */
export function ClearDialog({ asked, ...props }: Props) {
  return (
    <Modal opened={asked !== null} onClose={props.onClose} title="Clear tables" closeOnClickOutside={false}>
      {asked === null ? null : <Clearing key={asked === 'everything' ? '' : asked.join()} asked={asked} {...props} />}
    </Modal>
  )
}

function Clearing({ asked, onClose, onCleared, onAlso }: Props & { asked: readonly string[] | 'everything' }) {
  const [typed, setTyped] = useState('')
  const confirmation = trpc.developer.confirmClear.useMutation()
  const clear = trpc.developer.clear.useMutation({
    onSuccess: ({ tables }) => {
      const rows = tables.reduce((sum, table) => sum + table.rows, 0)
      notifyDone(`${rows} rows of ${tables.length} tables are gone`)
      // Anything on any screen of this browser may be of what is gone.
      void queryClient.invalidateQueries()
      onCleared()
    },
  })
  const { mutate } = confirmation
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for these tables; the dialog is made anew for others
  useEffect(() => mutate(asked === 'everything' ? {} : { tables: [...asked] }), [])
  const also = alsoNeeded(confirmation.error)
  if (confirmation.error) {
    return (
      <Stack gap="md">
        <Alert color="red" variant="light" role="alert">
          {errorSentence(confirmation.error)}
        </Alert>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
          {also.length > 0 && asked !== 'everything' ? (
            <Button color="red" onClick={() => onAlso(also)}>
              Choose {also.length === 1 ? 'it' : 'them'} too
            </Button>
          ) : null}
        </Group>
      </Stack>
    )
  }
  if (confirmation.data === undefined) return <Skeleton height={120} role="status" aria-label="Loading" />
  const { phrase, tables, token } = confirmation.data
  const submit = (event: FormEvent) => {
    event.preventDefault()
    clear.mutate({ tables, token, phrase: typed })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Alert color="red" variant="light">
          Every row of {tables.join(', ')} goes. There is no way back but a backup.
        </Alert>
        {clear.error ? (
          <Alert color="red" variant="light" role="alert">
            {errorSentence(clear.error)}
          </Alert>
        ) : null}
        <Text size="sm">
          To go on, type <code style={{ overflowWrap: 'anywhere' }}>{phrase}</code> within two minutes.
        </Text>
        <TextInput
          label="What is to happen"
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Keep everything
          </Button>
          <Button type="submit" color="red" disabled={typed !== phrase} loading={clear.isPending}>
            Clear
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function alsoNeeded(error: unknown): string[] {
  if (error === null) return []
  const { details } = errorBody(error)
  const found = 'rule' in details && details.rule === 'alsoReferring' ? (details as { tables?: unknown }).tables : []
  return Array.isArray(found) ? found.map(String) : []
}
