import type { EventEntity } from '@framewright/contracts/event/event.schema'
import { getUntypedClient } from '@trpc/client'
import { invalidateDocument } from '../invalidate.ts'
import { liveStatus } from '../live.ts'
import { notifyError } from '../notify.ts'
import { endPush } from '../push-subscription.ts'
import { queryClient } from '../query-client.ts'
import { randomId } from '../random-id.ts'
import { restoreSession } from '../renew.ts'
import { serverNow } from '../server-clock.ts'
import { session } from '../session-store.ts'
import { client } from '../trpc.ts'
import type { QueuedAction } from './action.ts'
import { deviceActions, memoryActions } from './action-store.ts'
import { device } from './device-store.ts'
import { forgetQueries, keepQueries, restoreQueries, tidyQueries } from './kept-queries.ts'
import { forgetSession, keepSession, resumeKeptSession } from './kept-session.ts'
import { createQueue, type Queue } from './queue.ts'
import { emptyQueue, queueState } from './queue-state.ts'

/** An answer that has not come by then does not come: the press is sent again under its key. */
const answerWithinMs = 15_000
/** How often what waits is tried again by itself. */
const againMs = 5_000

const listeners = new Set<(action: QueuedAction, output: unknown) => void>()

/** Is told of every answer to an action of the queue, until the returned function is called. */
export function onAnswer(listener: (action: QueuedAction, output: unknown) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const others = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('framewright.queue')

let making: Promise<Queue> | undefined
/** The queue of this page. */
export const queue = (): Promise<Queue> => {
  making ??= make()
  return making
}

async function make(): Promise<Queue> {
  const durable = await device.all('facts').then(
    () => true,
    () => false,
  )
  return createQueue({
    store: durable ? deviceActions : memoryActions(),
    send,
    person: () => {
      const current = session.get()
      return current.status === 'signedIn' ? current.user.id : undefined
    },
    alone,
    changed: () => others?.postMessage('changed'),
    show: (state) => {
      if (state.standstill !== null && queueState.get().standstill === null) void holdOn()
      queueState.set(state)
    },
    done: (action, output) => {
      for (const listener of listeners) listener(action, output)
      touched(action, output)
    },
    refused: (action, error) => {
      notifyError(`${action.label}: ${error.message}`)
      touched(action, undefined)
    },
    now: () => new Date(serverNow()).toISOString(),
    key: randomId,
  })
}

/** As the person who pressed it: the server refuses it where another has signed in since, in another tab too. */
async function send({ path, input, key, userId }: QueuedAction): Promise<unknown> {
  if (!navigator.onLine) throw new TypeError('network')
  return getUntypedClient(client).mutation(path, input, {
    context: { idempotencyKey: key, person: userId },
    signal: AbortSignal.timeout(answerWithinMs),
  })
}

/** The keys make a second sending harmless; where the browser has locks, there is none. */
function alone<T>(work: () => Promise<T>): Promise<T> {
  if ('locks' in navigator) return navigator.locks.request('framewright.queue', work) as Promise<T>
  const next = last.then(work, work)
  last = next.catch(() => undefined)
  return next
}
let last: Promise<unknown> = Promise.resolve()

/** Refetches what an action changes, or would have: "task:7". */
function touched({ document }: QueuedAction, output: unknown): void {
  const [entity, id] = document.split(':')
  const known = (output as { id?: unknown } | undefined)?.id ?? Number(id)
  if (typeof known === 'number' && Number.isInteger(known)) {
    invalidateDocument(entity as EventEntity, known, { ...(output as object | undefined) })
  }
}

/**
 * Keeps what the screens read, sends what waits whenever it may arrive, and forgets all but unsent actions when the person
 * signs out; until the returned function is called.
 */
export function startOffline(): () => void {
  const drain = () => void queue().then((it) => it.drain())
  const look = () => void queue().then((it) => it.look())
  const stopKeeping = keepQueries()
  const seeStatus = () => {
    if (liveStatus.get() === 'connected') {
      void keepSession().catch(() => undefined)
      drain()
    }
    if (liveStatus.get() === 'offline') void restoreQueries().catch(() => undefined)
  }
  const stopStatus = liveStatus.subscribe(seeStatus)
  const stopSession = session.subscribe(() => {
    if (session.get().status === 'signedIn') void keepSession().catch(() => undefined)
  })
  const heard = ({ data }: MessageEvent) => {
    if (data !== 'signedOut') look()
    // Signed out in one tab is signed out in all, with or without a network.
    else if (session.get().status === 'signedIn') void restoreSession().catch(cannotStay)
  }
  others?.addEventListener('message', heard)
  const timer = setInterval(() => queueState.get().standstill !== null && drain(), againMs)
  window.addEventListener('online', drain)
  void tidyQueries().catch(() => undefined)
  look()
  seeStatus()
  return () => {
    stopKeeping()
    stopStatus()
    stopSession()
    clearInterval(timer)
    window.removeEventListener('online', drain)
    others?.removeEventListener('message', heard)
  }
}

/** Opens this device without the server: as the person it last knew, with what they last read. False where there is none. */
export async function resume(): Promise<boolean> {
  if (!(await resumeKeptSession())) return false
  await restoreQueries().catch(() => undefined)
  liveStatus.set('offline')
  return true
}

const cannotStay = () => session.signOut()

/** Asks the browser not to clear what waits when its disk runs full. Some ask the person, so only once something waits. */
async function holdOn(): Promise<void> {
  await navigator.storage?.persist?.().catch(() => false)
}

/** After signing out nothing of what this person read is left; what they pressed and was not sent waits for them. */
export async function forgetPerson(): Promise<void> {
  queueState.set(emptyQueue)
  queryClient.clear()
  others?.postMessage('signedOut')
  // What was to be told them must not come up for the next person; the server learns of it with its next message.
  void endPush().catch(() => undefined)
  await Promise.all([forgetSession(), forgetQueries(), device.remove('facts', 'people')]).catch(() => undefined)
}
