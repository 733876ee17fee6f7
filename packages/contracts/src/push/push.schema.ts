import { z } from 'zod'
import { Id, Instant, page, text } from '../core/primitives.ts'

/** What a device may be told of: work given to its person, an inspection that waits, an order that lacks material. */
export const pushTopics = ['ASSIGNED', 'INSPECTION', 'SHORT'] as const
export const PushTopic = z.enum(pushTopics)
export type PushTopic = z.infer<typeof PushTopic>

const base64url = (bytes: number) => {
  const length = Math.ceil((bytes * 4) / 3)
  return z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${length}}$`), { message: `These are not ${bytes} bytes` })
}

export const PushKey = z.object({
  /** The server's public key, as a browser takes it for `applicationServerKey`. */
  publicKey: z.string(),
})
export type PushKey = z.infer<typeof PushKey>

/** A browser's subscription, as `PushSubscription.toJSON()` gives it. */
export const SubscribePushInput = z.object({
  endpoint: z
    .url({ protocol: /^https?$/ })
    .regex(/^[\x21-\x7e]+$/)
    .max(1000),
  p256dh: base64url(65),
  auth: base64url(16),
  topics: z.array(PushTopic).min(1).max(pushTopics.length),
  /** What the person calls the device, or what its browser says of itself. */
  name: text(100).default(''),
})
export type SubscribePushInput = z.infer<typeof SubscribePushInput>

export const PushDevice = z.object({
  id: Id,
  name: z.string(),
  /** Where its messages go; the path behind it is the device's secret. */
  service: z.string(),
  /** The SHA-256 of its address in base64url: by it a browser knows which of these it is. */
  fingerprint: z.string(),
  topics: z.array(PushTopic),
  createdAt: Instant,
  lastSentAt: Instant.nullable(),
})
export type PushDevice = z.infer<typeof PushDevice>
export const PushDevicePage = page(PushDevice)
export type PushDevicePage = z.infer<typeof PushDevicePage>
