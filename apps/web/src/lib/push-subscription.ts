/** What the server needs of a browser's subscription. */
export interface SentSubscription {
  endpoint: string
  p256dh: string
  auth: string
}

/** What its person has said to being notified by this page; they can change their mind in the browser at any time. */
export const pushPermission = (): NotificationPermission =>
  typeof Notification === 'undefined' ? 'denied' : Notification.permission

/** Calls back when that has changed. @returns what ends it. */
export function onPushPermission(changed: () => void): () => void {
  let status: PermissionStatus | undefined
  let ended = false
  void navigator.permissions
    ?.query({ name: 'notifications' })
    .then((found) => {
      if (ended) return
      status = found
      found.addEventListener('change', changed)
    })
    .catch(() => undefined)
  // Some browsers have the settings on a page of their own, and tell nobody.
  document.addEventListener('visibilitychange', changed)
  return () => {
    ended = true
    status?.removeEventListener('change', changed)
    document.removeEventListener('visibilitychange', changed)
  }
}

/** The subscription of this browser, if it has one. */
export async function ownSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker?.getRegistration()
  return (await registration?.pushManager?.getSubscription()) ?? null
}

/** By it the server names a device without giving away its address. */
export async function fingerprintOf({ endpoint }: PushSubscription): Promise<string> {
  return base64url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint)))
}

/** How long the worker may take to be there: it installs in the background at the first visit. */
const patienceMs = 15_000

/**
 * Subscribes this browser for the server with that key, after asking its person: at once, since some browsers ask only while
 * a press is being answered.
 * @throws DOMException NotAllowedError where they, or their browser, do not want to; TimeoutError where there is no worker yet.
 */
export async function subscribePush(
  keyOf: () => Promise<string>,
): Promise<{ sent: SentSubscription; fingerprint: string }> {
  if ((await Notification.requestPermission()) !== 'granted') throw new DOMException('Not allowed', 'NotAllowedError')
  const publicKey = await keyOf()
  const registration = await Promise.race([navigator.serviceWorker.ready, tooLong()])
  const before = await registration.pushManager.getSubscription()
  // One for another key is of a server that is no more.
  if (before && base64url(before.options.applicationServerKey ?? new ArrayBuffer(0)) !== publicKey) {
    await before.unsubscribe()
  }
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: publicKey,
  })
  const { p256dh = '', auth = '' } = subscription.toJSON().keys ?? {}
  return { sent: { endpoint: subscription.endpoint, p256dh, auth }, fingerprint: await fingerprintOf(subscription) }
}

const tooLong = () =>
  new Promise<never>((_, reject) => {
    setTimeout(() => reject(new DOMException('No worker', 'TimeoutError')), patienceMs)
  })

export async function endPush(): Promise<void> {
  await (await ownSubscription())?.unsubscribe()
}

function base64url(bytes: ArrayBuffer): string {
  const text = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('')
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
