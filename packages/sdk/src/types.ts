import type { AppRouter } from '@framewright/contracts/app.router'

// The client's types are made here from what a procedure declares, rather than taken from tRPC's: its declarations reach
// into Node's and other packages', which a project that checks its libraries would have to install.

type Of<Kind extends string, Input, Output> = { _def: { type: Kind; $types: { input: Input; output: Output } } }

/** What a call may be told besides its input. */
export interface CallOptions {
  /** Gives up the call, its repetitions too. */
  signal?: AbortSignal
  context?: {
    /** For a change: repeated with the same key and input it is done once. One is made up where none is given. */
    idempotencyKey?: string
  }
}

export interface Query<Input, Output> {
  query(...args: Args<Input, CallOptions>): Promise<Output>
}
export interface Mutation<Input, Output> {
  mutate(...args: Args<Input, CallOptions>): Promise<Output>
}
export interface Subscription<Input, Piece> {
  subscribe(input: Input, listener: SubscriptionListener<Piece>): { unsubscribe(): void }
}

export interface SubscriptionListener<Piece> {
  onData(piece: Piece): void
  /** It has ended for good, for example because the key was revoked. Lost connections come back by themselves. */
  onError?(error: Error): void
  /** It stands, for the first time or again. */
  onStarted?(): void
  onComplete?(): void
  /** Ends it when it aborts. */
  signal?: AbortSignal
}

type Args<Input, Options> = undefined extends Input
  ? [input?: Exclude<Input, void>, options?: Options]
  : [input: Input, options?: Options]

/** The client of a router or of a part of it. */
export type ClientOf<Record> = {
  [Name in keyof Record]: Record[Name] extends Of<'query', infer Input, infer Output>
    ? Query<Input, Output>
    : Record[Name] extends Of<'mutation', infer Input, infer Output>
      ? Mutation<Input, Output>
      : Record[Name] extends Of<'subscription', infer Input, AsyncIterable<infer Piece>>
        ? Subscription<Input, Piece>
        : ClientOf<Record[Name]>
}

type Side<Record, Which extends 'input' | 'output'> = {
  [Name in keyof Record]: Record[Name] extends Of<string, infer Input, infer Output>
    ? Which extends 'input'
      ? Input
      : Output
    : Side<Record[Name], Which>
}

type Procedures = AppRouter['_def']['record']

/** Every procedure of the API, by name: `client.frame.list.query({})`, `client.workOrder.start.mutate({ id })`. */
export type FramewrightClient = ClientOf<Procedures>
/** What each procedure takes: `Inputs['frame']['create']`. */
export type Inputs = Side<Procedures, 'input'>
/** What each procedure gives: `Outputs['frame']['get']`. */
export type Outputs = Side<Procedures, 'output'>
