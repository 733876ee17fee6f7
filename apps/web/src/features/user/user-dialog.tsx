import type { CreatedUser, User } from '@framewright/contracts/user/user.schema'
import { Modal, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { Form, FormButtons, FormError } from '~/components/form.tsx'
import { GroupSelect } from '~/features/organisation/group-select.tsx'
import { errorSentence, fieldErrors } from '~/lib/errors.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { RoleSelect } from './role-select.tsx'

interface Props {
  opened: boolean
  onClose: () => void
  /** The one to change; a new one without. */
  user?: User
  /** After a new one was made, with the temporary password to hand over. */
  onCreated?: (user: CreatedUser) => void
}

interface Values {
  username: string
  email: string
  firstName: string
  lastName: string
  roleId: number | null
  departmentId: number | null
  jobTitleId: number | null
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
  onCreated: ((user: CreatedUser) => void) | undefined
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
      departmentId: user?.department?.id ?? null,
      jobTitleId: user?.jobTitle?.id ?? null,
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
    onDone: (made) => {
      onClose()
      onCreated?.(made)
    },
  })
  const update = useDocumentAction(trpc.user.update, {
    entity: 'user',
    done: (saved) => `${saved.username} saved`,
    onError,
    onDone: onClose,
  })
  const submit = ({ whole: _, roleId, username, ...person }: Values) => {
    if (!user) {
      // Without a username of their own, people sign in with their address; the password is the server's to make up.
      const named = username.trim() === '' ? {} : { username }
      if (roleId !== null) create.mutate({ ...person, ...named, roleId })
      return
    }
    // A role that stays is not given again: that would say that the person no longer waits for one.
    const newRole = roleId !== null && (roleId !== user.role.id || !user.roleAssigned) ? { roleId } : {}
    const renamed = username === user.username ? {} : { username }
    update.mutate({ id: user.id, version: user.version, ...person, ...renamed, ...newRole })
  }
  return (
    <Form onSubmit={form.onSubmit(submit)}>
      <Stack gap="md">
        <FormError>{form.errors.whole}</FormError>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
          <TextInput label="First name" maxLength={80} data-autofocus {...form.getInputProps('firstName')} />
          <TextInput label="Last name" maxLength={80} {...form.getInputProps('lastName')} />
          <TextInput label="E-mail" type="email" required maxLength={254} {...form.getInputProps('email')} />
          <TextInput
            label="Username"
            placeholder={user ? undefined : 'The e-mail address'}
            required={user !== undefined}
            maxLength={254}
            autoComplete="off"
            autoCapitalize="none"
            {...form.getInputProps('username')}
          />
          <GroupSelect
            kind="department"
            present={user?.department ?? null}
            value={form.values.departmentId}
            onChange={(id) => form.setFieldValue('departmentId', id)}
            error={form.errors.departmentId}
          />
          <GroupSelect
            kind="jobTitle"
            present={user?.jobTitle ?? null}
            value={form.values.jobTitleId}
            onChange={(id) => form.setFieldValue('jobTitleId', id)}
            error={form.errors.jobTitleId}
          />
        </SimpleGrid>
        <RoleSelect
          label="Role"
          required
          {...form.getInputProps('roleId')}
          value={form.values.roleId}
          onChange={(roleId) => form.setFieldValue('roleId', roleId)}
        />
        {user ? null : (
          <Text size="sm" c="dimmed">
            A temporary password is made up and shown once, to be handed over. It is to be changed at the first sign-in.
          </Text>
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
