import { Alert, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { errorSentence, fieldErrors } from '~/lib/errors.ts'
import { queryClient } from '~/lib/query-client.ts'
import { sessionReplaced } from '~/lib/renew.ts'
import { session } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { Entrance } from './entrance.tsx'

const route = getRouteApi('/sign-in')

/** Signing in; leads back to the page one wanted. */
export function SignInPage() {
  const { to } = route.useSearch()
  const navigate = useNavigate()
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { username: '', password: '' },
    validate: {
      username: (value) => (value.trim() === '' ? 'Write your username or e-mail address' : null),
      password: (value) => (value === '' ? 'Write your password' : null),
    },
  })
  const signIn = trpc.auth.signIn.useMutation({
    onSuccess: (signedIn) => {
      // Nothing that another person read on this machine may be shown to this one.
      queryClient.clear()
      sessionReplaced()
      session.signIn(signedIn)
      const first = signedIn.menus.some((menu) => menu.path === '/') ? '/' : signedIn.menus[0]?.path
      void navigate({ to: to ?? first ?? '/', replace: true })
    },
    onError: (error) => form.setErrors(fieldErrors(error)),
  })
  return (
    <Entrance title="Sign in">
      <form onSubmit={form.onSubmit((values) => signIn.mutate(values))}>
        <Stack>
          {signIn.error ? (
            <Alert color="red" variant="light" role="alert">
              {errorSentence(signIn.error)}
            </Alert>
          ) : null}
          <TextInput
            size="md"
            label="Username or e-mail"
            autoComplete="username"
            autoCapitalize="none"
            autoFocus
            key={form.key('username')}
            {...form.getInputProps('username')}
          />
          <PasswordInput
            size="md"
            label="Password"
            autoComplete="current-password"
            key={form.key('password')}
            {...form.getInputProps('password')}
          />
          <Button type="submit" size="md" loading={signIn.isPending}>
            Sign in
          </Button>
          <Text size="sm" ta="center" c="dimmed">
            No account?{' '}
            <Link to="/register" className="fw-link">
              Register
            </Link>
          </Text>
        </Stack>
      </form>
    </Entrance>
  )
}
