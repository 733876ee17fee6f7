import 'vitest'

declare module 'vitest' {
  /**
   * No assertion looks at the type of what it is about: one type for all of them spares the compiler a hundred and fifty members
   * for each type that a test expects something of.
   */
  interface ExpectStatic {
    // biome-ignore lint/style/useShorthandFunctionType: this adds to the interface, whose first signature it becomes.
    (actual: unknown, message?: string): Assertion<void, unknown>
  }
}
