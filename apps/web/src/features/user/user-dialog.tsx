import type { User } from '@framewright/contracts/user/user.schema'
import { Alert, Button, Group, Modal, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { Form, FormButtons } from '~/components/form.tsx'
import { errorSentence, fieldErrors } from '~/lib/errors.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { generatePassword } from './generate-password.ts'
import { RoleSelect } from './role-select.tsx'

interface Props {
  opened: boolean
  onClose: () => void
  /** The one to change; a new one without. */
  user?: User
  /** After a new one was made, with the password to hand over. */
  onCreated?: (user: User, password: string) => void
}

interface Values {
  username: string
  email: string
  firstName: string
  lastName: string
  roleId: number | null
  password: string
  whole: string
}

/** Makes or changes a user. */
export function UserDialog({ opened, onClose, user, onCreated }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={user ? `Change ${user.username}` : 'New user'} size="lg">
      {opened ? <UserForm onClose={onClose} user={user} onCreated={onCreated} /> : null}
    </Modal>
  )
}

interface FormProps {
  onClose: () => void
  user: User | undefined
  onCreated: ((user: User, password: string) => void) | undefined
}

function UserForm({ onClose, user: given, onCreated }: FormProps) {
  // As it was when the dialog opened: what somebody else saves meanwhile is then refused rather than overwritten.
  const [user] = useState(given)
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: {
      username: user?.username ?? '',
      email: user?.email ?? '',
      firstName: user?.firstName ?? '',
      lastName: user?.lastName ?? '',
      roleId: user ? (user.roleAssigned ? user.role.id : null) : null,
      password: '',
      whole: '',
    },
    validate: {
      roleId: (roleId) => (roleId === null && user?.roleAssigned !== false ? 'What is this person to do?' : null),
    },
  })
  const onError = (error: unknown) => {
    const fields = fieldErrors(error)
    form.setErrors(Object.keys(fields).length > 0 ? fields : { whole: errorSentence(error) })
    return true
  }
  const create = useDocumentAction(trpc.user.create, {
    entity: 'user',
    onError,
    onDone: (made, { password }) => {
      onClose()
      onCreated?.(made, password)
    },
  })
  const update = useDocumentAction(trpc.user.update, {
    entity: 'user',
    done: (saved) => `${saved.username} saved`,
    onError,
    onDone: onClose,
  })
  const submit = ({ whole: _, password, roleId, ...person }: Values) => {
    if (!user) {
      if (roleId !== null) create.mutate({ ...person, roleId, password })
      return
    }
    // A role that stays is not given again: that would say that the person no longer waits for one.
    const newRole = roleId !== null && (roleId !== user.role.id || !user.roleAssigned) ? { roleId } : {}
    update.mutate({ id: user.id, version: user.version, ...person, ...newRole })
  }
  return (
    <Form onSubmit={form.onSubmit(submit)}>
      <Stack gap="md">
        {form.errors.whole ? (
          <Alert color="red" variant="light" role="alert">
            {form.errors.whole}
          </Alert>
        ) : null}
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
          <TextInput label="First name" maxLength={80} data-autofocus {...form.getInputProps('firstName')} />
          <TextInput label="Last name" maxLength={80} {...form.getInputProps('lastName')} />
          <TextInput
            label="Username"
            required
            maxLength={60}
            autoComplete="off"
            autoCapitalize="none"
            {...form.getInputProps('username')}
          />
          <TextInput label="E-mail" type="email" required maxLength={254} {...form.getInputProps('email')} />
        </SimpleGrid>
        <RoleSelect
          label="Role"
          required
          {...form.getInputProps('roleId')}
          value={form.values.roleId}
          onChange={(roleId) => form.setFieldValue('roleId', roleId)}
        />
        {user ? null : (
          <Group align="flex-end" gap="sm" wrap="nowrap">
            <TextInput
              label="First password"
              description="At least 10 characters; to be handed over and changed"
              required
              maxLength={128}
              autoComplete="new-password"
              flex={1}
              {...form.getInputProps('password')}
            />
            <Button variant="default" onClick={() => form.setFieldValue('password', generatePassword())}>
              Generate
            </Button>
          </Group>
        )}
      </Stack>
      <FormButtons
        verb={user ? 'Save' : 'Create user'}
        loading={create.isPending || update.isPending}
        onCancel={onClose}
      />
    </Form>
  )
}
