import { Alert, Button, PasswordInput, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { errorSentence, fieldErrors } from '~/lib/errors.ts'
import { restoreSession } from '~/lib/renew.ts'
import { session, signOut, useSession } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { Entrance } from './entrance.tsx'

/** The first thing somebody does whose password was given to them: choose one that nobody else has seen. */
export default function FirstPassword() {
  const { user } = useSession()
  const navigate = useNavigate()
  const form = useForm({
    initialValues: { currentPassword: '', newPassword: '', again: '' },
    validate: {
      currentPassword: (value) => (value === '' ? 'Required' : null),
      newPassword: (value) => (value.length < 10 ? 'At least 10 characters' : null),
      again: (value, { newPassword }) => (value === newPassword ? null : 'This is not the same'),
    },
  })
  const change = trpc.auth.changePassword.useMutation({
    onSuccess: async () => {
      await restoreSession()
      const now = session.get()
      if (now.status === 'signedIn') void navigate({ to: now.menus[0]?.path ?? '/', replace: true })
    },
    onError: (error) => form.setErrors(fieldErrors(error)),
  })
  return (
    <Entrance
      title="Choose your password"
      hint="The one you signed in with was given to you, so somebody else has seen it."
    >
      <form
        onSubmit={form.onSubmit(({ currentPassword, newPassword }) => change.mutate({ currentPassword, newPassword }))}
      >
        <Stack>
          {change.error ? (
            <Alert color="red" variant="light" role="alert">
              {errorSentence(change.error)}
            </Alert>
          ) : null}
          {/* Tells password managers whose password this is. */}
          <input type="hidden" autoComplete="username" value={user.username} readOnly />
          <PasswordInput
            size="md"
            label="The password you were given"
            autoComplete="current-password"
            autoFocus
            {...form.getInputProps('currentPassword')}
          />
          <PasswordInput
            size="md"
            label="Your own password"
            description="At least 10 characters"
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            autoComplete="new-password"
            {...form.getInputProps('newPassword')}
          />
          <PasswordInput size="md" label="Once more" autoComplete="new-password" {...form.getInputProps('again')} />
          <Button type="submit" size="md" loading={change.isPending}>
            Go on
          </Button>
          <Button variant="subtle" onClick={() => void signOut()}>
            Sign out
          </Button>
        </Stack>
      </form>
    </Entrance>
  )
}
