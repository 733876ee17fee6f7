import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconLogout } from '@tabler/icons-react'
import { FactGrid } from '~/components/fact-grid.tsx'
import { Form } from '~/components/form.tsx'
import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { Section } from '~/components/section.tsx'
import { RelativeTime } from '~/components/text.tsx'
import { errorSentence, fieldErrors } from '~/lib/errors.ts'
import { notifyDone, notifyError } from '~/lib/notify.ts'
import { session, signOut, useSession } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { Picture } from './picture.tsx'
import { PushPanel } from './push-panel.tsx'
import { SessionsPanel } from './sessions-panel.tsx'

/** Oneself: name, e-mail, password. */
export function ProfilePage() {
  const { user } = useSession()
  return (
    <Page narrow>
      <PageHeader
        title="Profile"
        subtitle={user.username}
        actions={[{ label: 'Sign out', icon: IconLogout, quiet: true, run: () => void signOut() }]}
      />
      <Section title="Account">
        <FactGrid
          facts={[
            { label: 'Username', value: user.username },
            { label: 'Role', value: user.roleAssigned ? user.role.name : 'Waiting for a role' },
            { label: 'Joined', value: <RelativeTime value={user.dateJoined} /> },
            { label: 'Last sign-in', value: <RelativeTime value={user.lastLogin} /> },
          ]}
        />
      </Section>
      <Section title="Picture">
        <Picture />
      </Section>
      <Section title="Name and e-mail">
        <PersonForm />
      </Section>
      <Section title="Password">
        <PasswordForm />
      </Section>
      <Section title="Notifications">
        <PushPanel />
      </Section>
      <Section title="Where you are signed in">
        <SessionsPanel />
      </Section>
    </Page>
  )
}

function PersonForm() {
  const { user } = useSession()
  const form = useForm({
    initialValues: { firstName: user.firstName, lastName: user.lastName, email: user.email },
  })
  const update = trpc.auth.updateMe.useMutation({
    onSuccess: (me) => {
      session.update(me)
      form.resetDirty()
      notifyDone('Saved')
    },
    onError: (error) => {
      const fields = fieldErrors(error)
      if (Object.keys(fields).length > 0) form.setErrors(fields)
      else notifyError(errorSentence(error))
    },
  })
  return (
    <Form onSubmit={form.onSubmit((values) => update.mutate(values))}>
      <Stack>
        <Group grow align="start">
          <TextInput label="First name" autoComplete="given-name" {...form.getInputProps('firstName')} />
          <TextInput label="Last name" autoComplete="family-name" {...form.getInputProps('lastName')} />
        </Group>
        <TextInput label="E-mail" type="email" autoComplete="email" {...form.getInputProps('email')} />
        <Group justify="flex-end">
          <Button type="submit" loading={update.isPending} disabled={!form.isDirty()}>
            Save
          </Button>
        </Group>
      </Stack>
    </Form>
  )
}

function PasswordForm() {
  const { user } = useSession()
  const form = useForm({
    initialValues: { currentPassword: '', newPassword: '' },
    validate: {
      currentPassword: (value) => (value === '' ? 'Required' : null),
      newPassword: (value) => (value.length < 10 ? 'At least 10 characters' : null),
    },
  })
  const change = trpc.auth.changePassword.useMutation({
    onSuccess: () => {
      form.reset()
      notifyDone('Password changed. Other devices are signed out.')
    },
    onError: (error) => {
      const fields = fieldErrors(error)
      if (Object.keys(fields).length > 0) form.setErrors(fields)
      else notifyError(errorSentence(error))
    },
  })
  return (
    <Form onSubmit={form.onSubmit((values) => change.mutate(values))}>
      <Stack>
        {/* Tells password managers whose password this is. */}
        <input type="hidden" autoComplete="username" value={user.username} readOnly />
        <Group grow align="start">
          <PasswordInput
            label="Current password"
            autoComplete="current-password"
            {...form.getInputProps('currentPassword')}
          />
          <PasswordInput
            label="New password"
            description="At least 10 characters"
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            autoComplete="new-password"
            {...form.getInputProps('newPassword')}
          />
        </Group>
        <Group justify="flex-end">
          <Button type="submit" loading={change.isPending}>
            Change password
          </Button>
        </Group>
      </Stack>
    </Form>
  )
}
