import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles.css'
import './global.css'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Providers } from './components/providers.tsx'
import { session } from './lib/session-store.ts'
import { router } from './router.ts'

// Signing out, here or by the server's word, leaves every page at once.
let before = session.get().status
session.subscribe(() => {
  const { status } = session.get()
  if (before === 'signedIn' && status === 'signedOut') void router.invalidate()
  before = status
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
