/** What the server needs of a browser's subscription. */
export interface SentSubscription {
  endpoint: string
  p256dh: string
  auth: string
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

/**
 * Subscribes this browser for the server with that key, after asking its person.
 * @throws DOMException where they, or their browser, do not want to.
 */
export async function subscribePush(publicKey: string): Promise<{ sent: SentSubscription; fingerprint: string }> {
  if ((await Notification.requestPermission()) !== 'granted') throw new DOMException('Not allowed', 'NotAllowedError')
  const registration = await navigator.serviceWorker.ready
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

export async function endPush(): Promise<void> {
  await (await ownSubscription())?.unsubscribe()
}

function base64url(bytes: ArrayBuffer): string {
  const text = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('')
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
