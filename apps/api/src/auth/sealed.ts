import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { z } from 'zod'

const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/** A value as it is stored when a secret of the configuration locks it. */
export const Sealed = z.strictObject({ sealed: z.base64url() })
export type Sealed = z.infer<typeof Sealed>

/** One key for each use, so that what was sealed for one opens for no other. */
const keyOf = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'framewright', purpose, 32))

/** Locks a value with a secret: AES-256-GCM, so that what was altered does not open. */
export function seal(secret: string, purpose: string, value: unknown): Sealed {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, keyOf(secret, purpose), nonce)
  const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
  return { sealed: Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url') }
}

/** The value again, or undefined where the secret is another or what is stored was altered. */
export function unseal(secret: string, purpose: string, { sealed }: Sealed): unknown {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length < nonceBytes + tagBytes) return undefined
  const decipher = createDecipheriv(algorithm, keyOf(secret, purpose), bytes.subarray(0, nonceBytes))
  decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
  try {
    const text = Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()])
    return JSON.parse(text.toString('utf8'))
  } catch {
    return undefined
  }
}
