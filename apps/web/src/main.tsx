import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles.css'
import './global.css'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Providers } from './components/providers.tsx'
import { queryClient } from './lib/query-client.ts'
import { type Session, session } from './lib/session-store.ts'
import { router } from './router.ts'

// Signing out, here or by the server's word, leaves every page at once, and nothing that was read; nor may another person who
// is signed in now see what the last one read.
const personOf = (current: Session) => (current.status === 'signedIn' ? current.user.id : undefined)
let before = session.get()
session.subscribe(() => {
  const last = before
  before = session.get()
  if (before.status === 'signedOut' && last.status !== 'signedOut') {
    void import('./lib/offline/offline.ts').then(({ forgetPerson }) => forgetPerson())
    if (last.status === 'signedIn') void router.invalidate()
  }
  if (last.status === 'signedIn' && personOf(last) !== personOf(before)) queryClient.clear()
})

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root.')
createRoot(root).render(
  <StrictMode>
    <Providers>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
)

// At once: a notification may be pressed as soon as there is a page that can follow it.
navigator.serviceWorker?.addEventListener('message', ({ data }: MessageEvent<{ open?: string }>) => {
  if (data?.open) void router.navigate({ href: data.open })
})

/** The first screen has the network and the processor to itself for so long. */
const quietMs = 2_000

// What makes the dashboard open without a network is no part of opening it: the worker fetches every file of the build.
if (import.meta.env.PROD) {
  window.addEventListener('load', () => {
    setTimeout(() => {
      void import('./lib/app-update.ts').then(({ startWorker }) => startWorker()).catch(() => undefined)
    }, quietMs)
  })
}
