import { createCipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'

/** A browser's half of the secret between it and us. */
export interface Receiver {
  /** Its public key, a point on P-256, uncompressed, in base64url. */
  p256dh: string
  /** What else it shared with us: sixteen bytes in base64url. */
  auth: string
}

/** Given by tests that follow the standard's own example. */
interface Chosen {
  salt: Buffer
  privateKey: Buffer
}

const recordSize = 4096
/** What fits one record: its size without the padding's delimiter and the tag. */
export const longestMessage = recordSize - 17 - 86

const expand = (secret: Buffer, salt: Buffer, info: Buffer, length: number) =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, length))

/**
 * A message that only that browser can read: RFC 8291 (`aes128gcm`, one record), with a key of our own for each message.
 * @throws Error where the receiver's key is no point on the curve, or the message too long.
 */
export function encryptFor(receiver: Receiver, message: Buffer, chosen?: Chosen): Buffer {
  if (message.length > longestMessage) throw new Error('A push message holds 3.9 kB at most.')
  const theirs = Buffer.from(receiver.p256dh, 'base64url')
  const ours = createECDH('prime256v1')
  if (chosen) ours.setPrivateKey(chosen.privateKey)
  else ours.generateKeys()
  const salt = chosen?.salt ?? randomBytes(16)
  const point = ours.getPublicKey()

  const info = Buffer.concat([Buffer.from('WebPush: info\0'), theirs, point])
  const secret = expand(ours.computeSecret(theirs), Buffer.from(receiver.auth, 'base64url'), info, 32)
  const key = expand(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
  const nonce = expand(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12)

  const size = Buffer.alloc(4)
  size.writeUInt32BE(recordSize)
  const cipher = createCipheriv('aes-128-gcm', key, nonce)
  // The delimiter of the last record, and no padding: what we say is much the same length.
  const sealed = Buffer.concat([
    cipher.update(message),
    cipher.update(Buffer.from([2])),
    cipher.final(),
    cipher.getAuthTag(),
  ])
  return Buffer.concat([salt, size, Buffer.from([point.length]), point, sealed])
}
