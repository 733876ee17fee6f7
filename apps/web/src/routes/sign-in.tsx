import { createFileRoute } from '@tanstack/react-router'
import { z } from 'zod'
import { SignInPage } from '~/features/auth/sign-in-page.tsx'

const Search = z.object({ to: z.string().startsWith('/').optional().catch(undefined) })

export const Route = createFileRoute('/sign-in')({
  validateSearch: (raw): { to?: string | undefined } => Search.parse(raw),
  component: SignInPage,
})
