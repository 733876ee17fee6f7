import { createStore } from '../store.ts'
import type { QueuedAction, Standstill } from './action.ts'

/** What this person's queue holds now, for the screens; small, because it is there from the first screen on. */
export interface QueueState {
  actions: readonly QueuedAction[]
  /** The key of the one being sent. */
  sending: string | null
  standstill: Standstill | null
  /** The keys of presses whose screen still waits for the first answer. */
  pressing: ReadonlySet<string>
  /** False where this browser keeps nothing: what waits is then lost with the page. */
  durable: boolean
}

export const emptyQueue: QueueState = {
  actions: [],
  sending: null,
  standstill: null,
  pressing: new Set(),
  durable: true,
}

export const queueState = createStore<QueueState>(emptyQueue)
