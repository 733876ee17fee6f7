/** What a function opens. `Awaited` would have the compiler compare all there is in it with what can be waited for. */
export type Opened<Open extends (...given: never[]) => Promise<unknown>> =
  ReturnType<Open> extends Promise<infer Result> ? Result : never
