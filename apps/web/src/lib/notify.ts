import { createStore } from './store.ts'

/** A sentence that comes over the page and goes again. */
export interface Toast {
  id: number
  kind: 'done' | 'error'
  message: string
}

/** What is to be said, in the order in which it came about; `components/toasts` shows it. */
export const toasts = createStore<readonly Toast[]>([])

let last = 0

const say = (kind: Toast['kind'], message: string): void => {
  last += 1
  toasts.set([...toasts.get(), { id: last, kind, message }])
}

/** Says briefly that something is done. */
export const notifyDone = (message: string): void => say('done', message)

/** Says what went wrong and what to do, long enough to read it. */
export const notifyError = (message: string): void => say('error', message)

/** Takes a toast away, where it still is. */
export const dismiss = (id: number): void => toasts.set(toasts.get().filter((toast) => toast.id !== id))
