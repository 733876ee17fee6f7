import type { AppRouter } from '@framewright/contracts/app.router'
import { createTRPCClient, httpLink } from '@trpc/client'
import { errorBody } from './errors.ts'
import { session } from './session-store.ts'
import { recall, remember } from './storage.ts'
import { clientHeaders } from './trpc-attempts.ts'

const renewedAtKey = 'renewed-at'

/** A client that never renews by itself, so that renewing cannot call itself. */
const bare = createTRPCClient<AppRouter>({
  links: [httpLink({ url: '/api/trpc', headers: () => clientHeaders(), fetch: takeVerified })],
})

/** The page's head has asked who is signed in, before this script was there: the first to ask is given that answer. */
function takeVerified(url: unknown, options?: object): Promise<Response> {
  const verify = String(url).endsWith('/auth.verify') ? window.begun?.verify : undefined
  if (verify === undefined) return fetch(url as string, options as RequestInit)
  delete window.begun?.verify
  return verify
}

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

/** A network that swallows everything is none: who waits for the first screen is shown what is kept on the device. */
const answerWithinMs = 10_000

/** Who is signed in, asked at the start: the access cookie if it still holds, else the refresh cookie. */
export async function restoreSession(): Promise<void> {
  await paySignOut()
  const askedAt = Date.now()
  try {
    session.signIn(await bare.auth.verify.query(undefined, { signal: AbortSignal.timeout(answerWithinMs) }))
  } catch (error) {
    if (errorBody(error).code !== 'UNAUTHENTICATED') throw error
    await renewSession(askedAt)
  }
}

const owedKey = 'sign-out-owed'

/** Ends the session on the server; where it cannot be reached, at the next start, before anybody is let in by its cookies. */
export async function endSession(): Promise<void> {
  remember(owedKey, true)
  await paySignOut().catch(() => undefined)
}

/** Nobody owes the end of a session that a new one has replaced. */
export const sessionReplaced = (): void => remember(owedKey, false)

/** Whether somebody has signed out here without the server having heard of it. */
export const owesSignOut = (): boolean => recall(owedKey, false)

async function paySignOut(): Promise<void> {
  if (!owesSignOut()) return
  await bare.auth.logout.mutate({})
  remember(owedKey, false)
}

/** Runs the work while no other tab does the same. */
function alone(work: () => Promise<void>): Promise<void> {
  if (!('locks' in navigator)) return work()
  return navigator.locks.request('framewright.renew', work)
}
