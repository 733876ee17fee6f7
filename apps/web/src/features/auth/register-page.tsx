import { Alert, Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Link } from '@tanstack/react-router'
import { errorSentence, fieldErrors } from '~/lib/errors.ts'
import { trpc } from '~/lib/trpc.ts'
import { Entrance } from './entrance.tsx'

/** Registering oneself: an account without rights, until an administrator gives it a role. */
export function RegisterPage() {
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { firstName: '', lastName: '', username: '', email: '', password: '' },
    validate: {
      username: (value) => (value.trim().length < 2 ? 'At least 2 characters' : null),
      email: (value) => (/^\S+@\S+\.\S+$/.test(value) ? null : 'Write an e-mail address'),
      password: (value) => (value.length < 10 ? 'At least 10 characters; length is what counts' : null),
    },
  })
  const register = trpc.auth.register.useMutation({ onError: (error) => form.setErrors(fieldErrors(error)) })
  if (register.isSuccess) {
    return (
      <Entrance
        title="You are registered"
        hint="An administrator still has to give you a role. You can sign in already; your menus appear once you have one."
      >
        <Button component={Link} to="/sign-in" fullWidth size="md">
          Sign in
        </Button>
      </Entrance>
    )
  }
  const hasFieldErrors = Object.keys(fieldErrors(register.error)).length > 0
  return (
    <Entrance title="Register" hint="An administrator gives you a role afterwards.">
      <form onSubmit={form.onSubmit((values) => register.mutate(values))}>
        <Stack>
          {register.error && !hasFieldErrors ? (
            <Alert color="red" variant="light" role="alert">
              {errorSentence(register.error)}
            </Alert>
          ) : null}
          <Group grow wrap="nowrap" align="start">
            <TextInput
              label="First name"
              autoComplete="given-name"
              key={form.key('firstName')}
              {...form.getInputProps('firstName')}
            />
            <TextInput
              label="Last name"
              autoComplete="family-name"
              key={form.key('lastName')}
              {...form.getInputProps('lastName')}
            />
          </Group>
          <TextInput
            label="Username"
            required
            autoComplete="username"
            autoCapitalize="none"
            key={form.key('username')}
            {...form.getInputProps('username')}
          />
          <TextInput
            label="E-mail"
            type="email"
            required
            autoComplete="email"
            key={form.key('email')}
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label="Password"
            description="At least 10 characters"
            required
            autoComplete="new-password"
            key={form.key('password')}
            {...form.getInputProps('password')}
          />
          <Button type="submit" size="md" loading={register.isPending}>
            Register
          </Button>
          <Text size="sm" ta="center" c="dimmed">
            Registered already?{' '}
            <Link to="/sign-in" className="fw-link">
              Sign in
            </Link>
          </Text>
        </Stack>
      </form>
    </Entrance>
  )
}
