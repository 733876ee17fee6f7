import type { User } from '@framewright/contracts/user/user.schema'
import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { CopyField } from '~/components/copy-field.tsx'
import { Form, FormButtons } from '~/components/form.tsx'
import { errorSentence } from '~/lib/errors.ts'
import { personName } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'

/** Gives a person a temporary password, shown once so that it can be handed over. */
export function PasswordDialog({ opened, onClose, user }: { opened: boolean; onClose: () => void; user: User }) {
  return (
    <Modal opened={opened} onClose={onClose} title={`A new password for ${personName(user)}`}>
      {opened ? <PasswordForm user={user} onClose={onClose} /> : null}
    </Modal>
  )
}

function PasswordForm({ user, onClose }: { user: User; onClose: () => void }) {
  const [error, setError] = useState<string>()
  const [made, setMade] = useState<string>()
  const set = useDocumentAction(trpc.user.setPassword, {
    entity: 'user',
    onDone: ({ temporaryPassword }) => {
      // A repeated request whose first answer was lost: nobody can tell what was made up, so another is.
      if (temporaryPassword === undefined) set.mutate({ id: user.id })
      else setMade(temporaryPassword)
    },
    onError: (thrown) => {
      setError(errorSentence(thrown))
      return true
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setError(undefined)
    set.mutate({ id: user.id })
  }
  if (made !== undefined) return <HandOver password={made} name={personName(user)} onClose={onClose} />
  return (
    <Form onSubmit={submit}>
      {error ? (
        <Alert color="red" variant="light" role="alert" mb="md">
          {error}
        </Alert>
      ) : null}
      <Text size="sm" c="dimmed">
        {personName(user)} is signed out everywhere, signs in with a temporary password that is shown to you once, and
        chooses another right away.
      </Text>
      <FormButtons verb="Make a password" loading={set.isPending} onCancel={onClose} />
    </Form>
  )
}

/** The password once more, to be taken along: nobody can read it again later. */
export function HandOver({ password, name, onClose }: { password: string; name: string; onClose: () => void }) {
  return (
    <Stack gap="md">
      <Alert color="green" variant="light" role="status">
        Hand it over to {name} now: it cannot be shown again. It is to be changed at the next sign-in.
      </Alert>
      <CopyField label="Temporary password" value={password} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Done
        </Button>
      </Group>
    </Stack>
  )
}
