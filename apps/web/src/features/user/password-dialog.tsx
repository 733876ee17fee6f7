import type { User } from '@framewright/contracts/user/user.schema'
import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { CopyField } from '~/components/copy-field.tsx'
import { Form, FormButtons } from '~/components/form.tsx'
import { errorSentence, fieldErrors } from '~/lib/errors.ts'
import { personName } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { generatePassword } from './generate-password.ts'

/** Sets a person's password: a generated one to begin with, shown so that it can be handed over. */
export function PasswordDialog({ opened, onClose, user }: { opened: boolean; onClose: () => void; user: User }) {
  return (
    <Modal opened={opened} onClose={onClose} title={`Set the password of ${personName(user)}`}>
      {opened ? <PasswordForm user={user} onClose={onClose} /> : null}
    </Modal>
  )
}

function PasswordForm({ user, onClose }: { user: User; onClose: () => void }) {
  const [password, setPassword] = useState(generatePassword)
  const [error, setError] = useState<string>()
  const [done, setDone] = useState(false)
  const set = useDocumentAction(trpc.user.setPassword, {
    entity: 'user',
    onDone: () => setDone(true),
    onError: (thrown) => {
      setError(fieldErrors(thrown).password ?? errorSentence(thrown))
      return true
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setError(undefined)
    set.mutate({ id: user.id, password })
  }
  if (done) return <HandOver password={password} name={personName(user)} onClose={onClose} />
  return (
    <Form onSubmit={submit}>
      <Text size="sm" c="dimmed" mb="md">
        {personName(user)} is signed out everywhere and signs in again with the new one.
      </Text>
      <Group align="flex-start" gap="sm" wrap="nowrap">
        <TextInput
          label="New password"
          required
          maxLength={128}
          autoComplete="new-password"
          data-autofocus
          flex={1}
          error={error}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button variant="default" mt={25} onClick={() => setPassword(generatePassword())}>
          Generate
        </Button>
      </Group>
      <FormButtons verb="Set password" loading={set.isPending} onCancel={onClose} />
    </Form>
  )
}

/** The password once more, to be taken along: nobody can read it again later. */
export function HandOver({ password, name, onClose }: { password: string; name: string; onClose: () => void }) {
  return (
    <Stack gap="md">
      <Alert color="green" variant="light" role="status">
        Hand it over to {name} now: it cannot be shown again.
      </Alert>
      <CopyField label="Password" value={password} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Done
        </Button>
      </Group>
    </Stack>
  )
}
