import { createStore } from './store.ts'

/** Whether a newer dashboard lies ready on this device. */
export const updateReady = createStore(false)
