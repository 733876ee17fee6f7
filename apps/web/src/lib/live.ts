import type { LiveEvent } from '@framewright/contracts/event/event.schema'
import { errorBody } from './errors.ts'
import { invalidateFor, refetchAll } from './invalidate.ts'
import { lastEvent } from './last-event.ts'
import { restoreSession } from './renew.ts'
import { session } from './session-store.ts'
import { createStore } from './store.ts'
import { client } from './trpc.ts'

/** How this screen stands to the shop: up to date, fetching what it missed, or cut off. */
export type LiveStatus = 'connected' | 'catchingUp' | 'offline'

export const liveStatus = createStore<LiveStatus>('catchingUp')

const retryMs = [500, 1000, 2000, 5000, 10_000] as const

let stopCurrent: (() => void) | undefined

/**
 * Follows `live.events` until the returned function is called, from what was known when the session began on, so that nothing
 * is missed between the first page and its stream, nor over any break. Where that is not known, everything on the screen is
 * read again once the stream is there.
 */
export function startLive(): () => void {
  stopCurrent?.()
  let failures = 0
  let stopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let subscription: { unsubscribe(): void } | undefined

  const connected = () => {
    if (lastEvent.get() === undefined && liveStatus.get() !== 'connected') refetchAll()
    failures = 0
    liveStatus.set('connected')
  }
  const connect = () => {
    subscription?.unsubscribe()
    const lastEventId = lastEvent.get()
    subscription = client.live.events.subscribe(lastEventId === undefined ? {} : { lastEventId }, {
      onStarted: connected,
      onData: ({ id, data }) => {
        lastEvent.set(id)
        onEvent(data)
      },
      onConnectionStateChange: ({ state }) => {
        if (state === 'pending') connected()
        if (state === 'connecting') liveStatus.set(navigator.onLine ? 'catchingUp' : 'offline')
      },
      onError: () => void again(),
      onStopped: () => void again(),
    })
  }
  /** An event source says only that it broke: asking for the session tells an expired one from a dead network. */
  const again = async () => {
    if (stopped) return
    clearTimeout(timer)
    try {
      await restoreSession()
      liveStatus.set('catchingUp')
    } catch (error) {
      if (errorBody(error).code === 'UNAUTHENTICATED') return session.signOut()
      liveStatus.set('offline')
    }
    const wait = retryMs[Math.min(failures, retryMs.length - 1)]
    failures += 1
    if (!stopped) timer = setTimeout(connect, wait)
  }
  const backOnline = () => {
    failures = 0
    clearTimeout(timer)
    connect()
  }
  const cutOff = () => liveStatus.set('offline')

  window.addEventListener('online', backOnline)
  window.addEventListener('offline', cutOff)
  connect()

  stopCurrent = () => {
    stopped = true
    clearTimeout(timer)
    subscription?.unsubscribe()
    window.removeEventListener('online', backOnline)
    window.removeEventListener('offline', cutOff)
  }
  return stopCurrent
}

/** Refetches what the event touches, and one's own rights when they may have changed. */
function onEvent(event: LiveEvent): void {
  invalidateFor(event)
  const current = session.get()
  if (current.status !== 'signedIn') return
  const { user } = current
  const mine = event.entity === 'user' && event.entityId === user.id
  const myRole = event.entity === 'role' && event.entityId === user.role.id
  if (mine || myRole) void restoreSession().catch(() => undefined)
}
