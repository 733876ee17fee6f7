import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** What a device is told, as its worker reads it. */
export interface Told {
  title: string
  body: string
  path: string
  tag: string
}

/** A push service on this machine with one browser's subscription: browsers have theirs with their maker, out of reach here. */
export interface PushService {
  /** What the browser would hand to the page. */
  subscription: { endpoint: string; keys: { p256dh: string; auth: string } }
  /** The next message sent to it, opened with the subscription's keys, in the bytes the worker gets. */
  next(): Promise<{ text: string; told: Told }>
  /** Messages that nobody has asked for yet. */
  waiting(): number
  close(): Promise<void>
}

export async function openPushService(): Promise<PushService> {
  const keys = createECDH('prime256v1')
  keys.generateKeys()
  const auth = randomBytes(16)
  const received: Buffer[] = []
  const service = createServer((request, answer) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      received.push(Buffer.concat(pieces))
      answer.writeHead(201).end()
    })
  })
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
  const address = service.address()
  if (address === null || typeof address === 'string') throw new Error('The push service has no port.')

  const derive = (secret: Buffer, salt: Buffer, info: Buffer, length: number) =>
    Buffer.from(hkdfSync('sha256', secret, salt, info, length))

  /** RFC 8291 from the receiver's side. */
  function open(body: Buffer): string {
    const salt = body.subarray(0, 16)
    const point = body.subarray(21, 21 + (body[20] ?? 0))
    const sealed = body.subarray(21 + point.length)
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), point])
    const secret = derive(keys.computeSecret(point), auth, info, 32)
    const decipher = createDecipheriv(
      'aes-128-gcm',
      derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16),
      derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12),
    )
    decipher.setAuthTag(sealed.subarray(-16))
    const text = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
    return text.subarray(0, text.lastIndexOf(2)).toString()
  }

  return {
    subscription: {
      endpoint: `http://127.0.0.1:${address.port}/device`,
      keys: { p256dh: keys.getPublicKey().toString('base64url'), auth: auth.toString('base64url') },
    },
    async next() {
      for (let attempt = 0; attempt < 600; attempt++) {
        const body = received.shift()
        if (body) {
          const text = open(body)
          return { text, told: JSON.parse(text) as Told }
        }
        await sleep(100)
      }
      throw new Error('Nothing was pushed within a minute.')
    },
    waiting: () => received.length,
    close: () =>
      new Promise((resolve) => {
        service.close(() => resolve())
        service.closeAllConnections()
      }),
  }
}
