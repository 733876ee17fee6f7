import type { ScreenError } from '../errors.ts'
import type { Inputs } from '../trpc.ts'

/** What may be done without a network, and what each takes: the commands of the bench and of the warehouse's floor. */
export interface QueueInputs {
  'task.start': Inputs['task']['start']
  'task.pause': Inputs['task']['pause']
  'task.resume': Inputs['task']['resume']
  'task.complete': Inputs['task']['complete']
  'task.create': Inputs['task']['create']
  'inspection.record': Inputs['inspection']['record']
  'fulfilment.startPicking': Inputs['fulfilment']['startPicking']
  'fulfilment.completePicking': Inputs['fulfilment']['completePicking']
  'fulfilment.startPacking': Inputs['fulfilment']['startPacking']
  'fulfilment.completePacking': Inputs['fulfilment']['completePacking']
  'fulfilment.startDelivery': Inputs['fulfilment']['startDelivery']
  'fulfilment.completeDelivery': Inputs['fulfilment']['completeDelivery']
}
export type QueuePath = keyof QueueInputs

/** What a screen hands over: one press. */
export interface ActionDraft<P extends QueuePath = QueuePath> {
  path: P
  input: QueueInputs[P]
  /** What it changes, "task:7": what is done to one document is sent in the order it was done. */
  document: string
  /** What the person would call it: "Finish: Assemble 2 × Window". */
  label: string
}

/** One press, kept on this device until the server has answered it. */
export interface QueuedAction {
  /** Its place in the order of all presses on this device. */
  seq: number
  /** The idempotency key: the same however often it has to be sent. */
  key: string
  userId: number
  path: QueuePath
  input: QueueInputs[QueuePath]
  document: string
  label: string
  /** When it was pressed, by the server's clock. */
  at: string
  /** How often it was sent without an answer. */
  attempts: number
  /** The server's answer where it said no; the action then waits for its author. */
  refused: { error: ScreenError; at: string } | null
}

/** What became of a press: answered, refused, or kept to be sent when the server can be reached. */
export type Settled<Output = unknown> =
  | { kind: 'done'; output: Output | undefined }
  | { kind: 'refused'; error: ScreenError }
  | { kind: 'kept' }

/** Why nothing is being sent. */
export type Standstill = 'offline' | 'busy' | 'signIn'

/** The actions that wait behind a refused one of the same document. */
export function isHeld(action: QueuedAction, all: readonly QueuedAction[]): boolean {
  return all.some((one) => one.refused !== null && one.document === action.document && one.seq < action.seq)
}

/** What is still to be sent, in order, without what was refused and what waits behind it. */
export function sendable(all: readonly QueuedAction[]): QueuedAction[] {
  return all.filter((one) => one.refused === null && !isHeld(one, all)).sort((a, b) => a.seq - b.seq)
}
