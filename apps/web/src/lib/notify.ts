import { createStore } from './store.ts'

/** Whether there has been a toast: their code comes with the first, so that it is no part of the first screen. */
export const toasted = createStore(false)

function host() {
  toasted.set(true)
  return import('./notifications.tsx')
}

/** Says briefly that something is done. */
export function notifyDone(message: string): void {
  void host().then(({ showDone }) => showDone(message))
}

/** Says what went wrong and what to do, long enough to read it. */
export function notifyError(message: string): void {
  void host().then(({ showError }) => showError(message))
}
