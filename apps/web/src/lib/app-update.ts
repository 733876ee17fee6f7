import { updateReady } from './update-state.ts'

const lookEveryMs = 30 * 60_000

let waiting: ServiceWorker | null = null
let asked = false

/**
 * Registers the worker that lets the dashboard open without a network, looks for new versions now and then, and says when one
 * is ready. Browsers have workers only over TLS or on this machine; elsewhere nothing happens.
 */
export async function startWorker(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const { serviceWorker } = navigator
  const hadOne = serviceWorker.controller !== null
  serviceWorker.addEventListener('controllerchange', () => {
    if (asked) location.reload()
    // Another tab has agreed: this one goes on with the old code until its person reloads.
    else if (hadOne) updateReady.set(true)
  })
  const registration = await serviceWorker.register('/sw.js', { updateViaCache: 'none' })
  const see = () => {
    if (registration.waiting === null || serviceWorker.controller === null) return
    waiting = registration.waiting
    updateReady.set(true)
  }
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', see)
  })
  see()
  const look = () => void registration.update().catch(() => undefined)
  setInterval(look, lookEveryMs)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look())
}

/** Goes over to the new version. */
export function takeUpdate(): void {
  asked = true
  if (waiting === null || waiting.state === 'activated') location.reload()
  else waiting.postMessage('takeOver')
}
