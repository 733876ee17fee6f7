import { errorBody, type ScreenError } from '../errors.ts'
import {
  type ActionDraft,
  type QueuedAction,
  type QueuePath,
  type Settled,
  type Standstill,
  sendable,
} from './action.ts'
import type { ActionStore } from './action-store.ts'
import { emptyQueue, type QueueState } from './queue-state.ts'

/** What a queue stands on; given from outside so that it can be tried without a browser. */
export interface QueueParts {
  store: ActionStore
  /** Sends one action under its key as its person; throws what the server or the network says. */
  send(action: QueuedAction): Promise<unknown>
  /** Who is signed in here, undefined when nobody is. */
  person(): number | undefined
  /** Runs the work while no other tab of this browser does the same. */
  alone<T>(work: () => Promise<T>): Promise<T>
  /** Tells the other tabs that what is kept has changed. */
  changed(): void
  /** Shows what the queue holds. */
  show(state: QueueState): void
  /** An answer has come: what it changes on the screens. */
  done(action: QueuedAction, output: unknown): void
  /** A refusal has come that nobody was waiting for on the screen. */
  refused(action: QueuedAction, error: ScreenError): void
  now(): string
  key(): string
}

export interface Queue {
  /** Keeps a press, then sends it and what waits before it. Resolves as soon as it is known whether it could be sent now. */
  submit<P extends QueuePath>(draft: ActionDraft<P>): Promise<Settled>
  /** Sends what waits, in order, until nothing is left or nothing can be sent. */
  drain(): Promise<void>
  /** Looks again at what is kept: another tab or another person has changed it. */
  look(): Promise<void>
  /** Sends a refused one again, and what waits behind it after it. */
  again(action: QueuedAction): Promise<void>
  /** The person gives it up. What waits behind a refused one is then sent. */
  discard(action: QueuedAction): Promise<void>
}

/** An unexpected failure of the server is tried so often before its author is asked. */
const faultsBorne = 3

/**
 * Presses in the order they were made, each kept before it is sent and until it is answered. One that the server refuses stays
 * with its reason until its author has seen it; what was done to the same document afterwards waits behind it.
 */
export function createQueue(parts: QueueParts): Queue {
  const { store } = parts
  let state: QueueState = { ...emptyQueue, durable: store.durable }
  const waiters = new Map<string, (settled: Settled) => void>()

  const show = (change: Partial<QueueState>) => {
    state = { ...state, ...change, pressing: new Set(waiters.keys()) }
    parts.show(state)
  }
  const look = async () => {
    const person = parts.person()
    show({ actions: person === undefined ? [] : await store.of(person) })
  }
  const answered = ({ key }: QueuedAction) => show({ actions: state.actions.filter((one) => one.key !== key) })
  const settle = (key: string, settled: Settled) => {
    waiters.get(key)?.(settled)
    waiters.delete(key)
  }

  /** Sends one; says why the rest has to wait, if it has. */
  async function sendOne(action: QueuedAction): Promise<Standstill | null> {
    show({ sending: action.key, standstill: null })
    let output: unknown
    try {
      output = await parts.send(action)
    } catch (thrown) {
      const error = errorBody(thrown)
      const attempts = action.attempts + 1
      const wait = standstillOf(error, attempts)
      if (wait !== null) {
        await store.put({ ...action, attempts })
        return wait
      }
      // Whoever still looks at the button is told there; all others find it in the list of what was refused.
      if (waiters.has(action.key)) {
        await store.remove(action.seq)
        answered(action)
        settle(action.key, { kind: 'refused', error })
      } else {
        await store.put({ ...action, attempts, refused: { error, at: parts.now() } })
        parts.refused(action, error)
      }
      return null
    }
    await store.remove(action.seq)
    parts.done(action, output)
    answered(action)
    settle(action.key, { kind: 'done', output })
    return null
  }

  const drain = () =>
    parts.alone(async () => {
      try {
        for (;;) {
          const person = parts.person()
          const kept = person === undefined ? [] : await store.of(person)
          const next = sendable(kept)[0]
          if (next === undefined) return show({ actions: kept, sending: null, standstill: null })
          show({ actions: kept })
          const standstill = await sendOne(next)
          parts.changed()
          if (standstill !== null) return show({ sending: null, standstill })
        }
      } finally {
        await look()
        show({ sending: null })
      }
    })

  return {
    async submit({ path, input, document, label }) {
      const userId = parts.person()
      if (userId === undefined) throw new Error('Nobody is signed in.')
      const fresh = { key: parts.key(), userId, path, input, document, label, at: parts.now() }
      const action = await store.add({ ...fresh, attempts: 0, refused: null })
      const settled = new Promise<Settled>((resolve) => waiters.set(action.key, resolve))
      await look()
      parts.changed()
      const drained = drain().then(
        () => ({ kind: 'kept' }) as const,
        () => ({ kind: 'kept' }) as const,
      )
      // Another tab may have been the one to send it; what it did not send is kept.
      const known = await Promise.race([settled, drained])
      waiters.delete(action.key)
      show({})
      return known
    },
    drain,
    look,
    again: async (action) => {
      await parts.alone(() => store.put({ ...action, refused: null, attempts: 0 }))
      parts.changed()
      await drain()
    },
    discard: async (action) => {
      await parts.alone(() => store.remove(action.seq))
      parts.changed()
      await drain()
    },
  }
}

/** Whether an error says nothing of the action itself, so that it is to be sent again later; null when it was refused. */
function standstillOf({ code }: ScreenError, attempts: number): Standstill | null {
  switch (code) {
    case 'OFFLINE':
      return 'offline'
    case 'UNAVAILABLE':
    case 'TOO_MANY_REQUESTS':
      return 'busy'
    case 'UNAUTHENTICATED':
      return 'signIn'
    case 'INTERNAL':
      return attempts < faultsBorne ? 'busy' : null
    default:
      return null
  }
}
