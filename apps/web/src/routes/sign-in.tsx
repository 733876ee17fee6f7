import { createFileRoute } from '@tanstack/react-router'
import { SignInPage } from '~/features/auth/sign-in-page.tsx'

export const Route = createFileRoute('/sign-in')({
  // Only a path of our own: a link must not lead a freshly signed-in person elsewhere.
  validateSearch: (raw): { to?: string } =>
    typeof raw.to === 'string' && /^\/(?![/\\])/.test(raw.to) ? { to: raw.to } : {},
  component: SignInPage,
})
