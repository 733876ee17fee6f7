import type { AppRouter } from '@framewright/contracts/app.router'
import { createTRPCClient, httpLink } from '@trpc/client'
import { session } from './session-store.ts'
import { recall, remember } from './storage.ts'
import { clientHeaders } from './trpc-attempts.ts'

const renewedAtKey = 'renewed-at'

/** A client that never renews by itself, so that renewing cannot call itself. */
const bare = createTRPCClient<AppRouter>({
  links: [httpLink({ url: '/api/trpc', headers: () => clientHeaders() })],
})

let running: Promise<void> | undefined

/**
 * Spends the refresh cookie for a new session, once for all who ask at the same time, other tabs included: a refresh
 * token that is spent twice ends the session. `askedAt` is when the caller met the expired token; if another tab has
 * renewed since, there is nothing left to do.
 */
export function renewSession(askedAt: number): Promise<void> {
  running ??= alone(async () => {
    if (recall(renewedAtKey, 0) > askedAt - 1000 && session.get().status === 'signedIn') return
    const renewed = await bare.auth.renew.mutate()
    remember(renewedAtKey, Date.now())
    session.signIn(renewed)
  }).finally(() => {
    running = undefined
  })
  return running
}

/** Who is signed in, asked at the start: the access cookie if it still holds, else the refresh cookie. */
export async function restoreSession(): Promise<void> {
  const askedAt = Date.now()
  try {
    session.signIn(await bare.auth.verify.query())
  } catch {
    await renewSession(askedAt)
  }
}

/** Runs the work while no other tab does the same. */
function alone(work: () => Promise<void>): Promise<void> {
  if (!('locks' in navigator)) return work()
  return navigator.locks.request('framewright.renew', work)
}
