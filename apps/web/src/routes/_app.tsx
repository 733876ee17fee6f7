import { createFileRoute } from '@tanstack/react-router'
import { AppShell } from '~/components/shell/app-shell.tsx'
import { requireSignedIn } from '~/lib/require-signed-in.ts'

/** Every page for people signed in, in the frame of menus and search. */
export const Route = createFileRoute('/_app')({ beforeLoad: requireSignedIn, component: AppShell })
