import { device } from './device-store.ts'

/** An action's input as it lies on the device: locked where the browser can, because a badge may be in it. */
export type Stored = { iv: Uint8Array<ArrayBuffer>; bytes: ArrayBuffer } | { plain: string }

const keyName = 'sealing-key'
let key: Promise<CryptoKey> | undefined

/** A key that scripts can use and nobody can read out: a copy of the disk's files does not open what it locked. */
function sealingKey(): Promise<CryptoKey> {
  key ??= (async () => {
    const kept = await device.get<CryptoKey>('facts', keyName)
    if (kept) return kept
    const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
    await device.put('facts', made, keyName)
    // Two tabs may have made one each: the one that lies there now is the one.
    return (await device.get<CryptoKey>('facts', keyName)) ?? made
  })()
  key.catch(() => {
    key = undefined
  })
  return key
}

export async function seal(value: unknown): Promise<Stored> {
  const plain = JSON.stringify(value)
  // Only pages that came over TLS or from this machine have it.
  if (crypto.subtle === undefined) return { plain }
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const bytes = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv },
    await sealingKey(),
    new TextEncoder().encode(plain),
  )
  return { iv, bytes }
}

export async function unseal(stored: Stored): Promise<unknown> {
  if ('plain' in stored) return JSON.parse(stored.plain)
  const bytes = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: stored.iv }, await sealingKey(), stored.bytes)
  return JSON.parse(new TextDecoder().decode(bytes))
}
