import { createStore, useStore } from './store.ts'

/** What this device can do for its person: screens offer what is there, and nothing else. */
export interface Capabilities {
  /** There is a camera that this page may ask for. */
  camera: boolean
  vibration: boolean
  /** Documents can be handed to another app. */
  share: boolean
  /** It can be notified while no page is open. */
  push: boolean
  /** The screen can be kept from going dark. */
  wakeLock: boolean
}

/** Whether documents can be handed on: some browsers share addresses, but no files. */
function canShareFiles(): boolean {
  const sample = new File([''], 'sample.pdf', { type: 'application/pdf' })
  return typeof navigator.share === 'function' && navigator.canShare?.({ files: [sample] }) === true
}

function detect(): Capabilities {
  return {
    // Only pages that came over TLS or from this machine are given one.
    camera: navigator.mediaDevices?.getUserMedia !== undefined,
    vibration: typeof navigator.vibrate === 'function' && matchMedia('(pointer: coarse)').matches,
    share: canShareFiles(),
    push: 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window,
    wakeLock: 'wakeLock' in navigator,
  }
}

const store = createStore<Capabilities>(detect())

/** Cameras come and go with a cable. A browser that does not tell of them is believed to have one. */
async function lookForCamera(): Promise<void> {
  const devices = await navigator.mediaDevices?.enumerateDevices?.()
  if (devices === undefined || devices.length === 0) return
  const camera = devices.some(({ kind }) => kind === 'videoinput')
  if (camera !== store.get().camera) store.set({ ...store.get(), camera })
}

void lookForCamera().catch(() => undefined)
navigator.mediaDevices?.addEventListener?.('devicechange', () => void lookForCamera().catch(() => undefined))

/** What this device can do, in a component. */
export const useCapabilities = (): Capabilities => useStore(store)
