import { createStore } from './store.ts'

export interface Question {
  title: string
  /** What follows from a yes. */
  message: string
  /** The verb on the button: "Cancel the order". */
  verb: string
  danger?: boolean
}

/** The question on the screen with its answer's receiver; null when there is none. */
export const asking = createStore<(Question & { answer: (yes: boolean) => void }) | null>(null)

/**
 * Asks before something that takes away: `if (await confirm({ … })) remove.mutate({ id })`. Escape and a click beside
 * the question mean no.
 */
export function confirm(question: Question): Promise<boolean> {
  return new Promise((resolve) => {
    asking.set({
      ...question,
      answer: (yes) => {
        asking.set(null)
        resolve(yes)
      },
    })
  })
}
