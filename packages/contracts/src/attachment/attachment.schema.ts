import { z } from 'zod'
import { Id, Instant, Ref, requiredText } from '../core/primitives.ts'
import type { Permission } from '../permissions.ts'

/**
 * What files can be attached to, with who may see them and who may add and take away. Row rules hold besides: who may not
 * see the document sees none of its files.
 */
export const attachable = {
  salesOrder: { read: ['salesOrder.read', 'salesOrder.own'], write: ['salesOrder.write'] },
  purchaseOrder: { read: ['purchaseOrder.read'], write: ['purchaseOrder.write', 'purchaseOrder.receive'] },
  workOrder: { read: ['workOrder.read'], write: ['workOrder.write', 'workOrder.perform'] },
  inspection: { read: ['inspection.read'], write: ['inspection.write'] },
  nonConformance: { read: ['nonConformance.read'], write: ['nonConformance.write', 'nonConformance.decide'] },
  item: { read: ['item.read'], write: ['item.write'] },
  frame: { read: ['frame.read'], write: ['frame.write'] },
  customer: { read: ['customer.read', 'customer.own'], write: ['customer.write'] },
  supplier: { read: ['supplier.read'], write: ['supplier.write'] },
} as const satisfies Record<string, { read: readonly Permission[]; write: readonly Permission[] }>

export type Attachable = keyof typeof attachable
export const Attachable = z.enum(Object.keys(attachable) as [Attachable, ...Attachable[]])

const every = (kind: 'read' | 'write'): Permission[] => [
  ...new Set(Object.values(attachable).flatMap((access): readonly Permission[] => access[kind])),
]
/** Whoever may see files of anything, and change those of anything: what each of the procedures asks for first. */
export const attachmentReaders: readonly Permission[] = every('read')
export const attachmentWriters: readonly Permission[] = every('write')

/** The types of content that are taken, by what the bytes say. */
export const fileTypes = ['image/png', 'image/jpeg', 'image/webp', 'application/pdf', 'text/csv', 'text/plain'] as const
export const FileType = z.enum(fileTypes)
export type FileType = z.infer<typeof FileType>

/** A file's bytes: the body of the REST call. */
export const FileBytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length > 0, {
  message: 'The body must be the file itself',
})

export const Attachment = z.object({
  id: Id,
  entity: Attachable,
  entityId: Id,
  name: z.string(),
  type: FileType,
  /** In bytes. */
  size: z.int(),
  sha256: z.string(),
  uploadedBy: Ref.nullable(),
  at: Instant,
})
export type Attachment = z.infer<typeof Attachment>
/** A document has few: the list is one page, oldest first. */
export const AttachmentPage = z.object({
  items: z.array(Attachment),
  nextCursor: z.null(),
  /** Whether the caller may add and take away. */
  mayChange: z.boolean(),
  /** The largest file that is taken, in bytes. */
  limitBytes: z.int(),
})
export type AttachmentPage = z.infer<typeof AttachmentPage>

export const OfDocument = z.object({ entity: Attachable, entityId: Id })
export type OfDocument = z.infer<typeof OfDocument>

export const AttachInput = OfDocument.extend({ name: requiredText(300), file: FileBytes })
export type AttachInput = z.infer<typeof AttachInput>

/** A file as it is sent: over REST its bytes, over RPC only what is said of it. */
export const SentFile = z.object({
  name: z.string(),
  type: FileType,
  size: z.int(),
  sha256: z.string(),
  /** Shown in the browser rather than saved: images only. */
  inline: z.boolean(),
  /** Opens the bytes, piece by piece. */
  open: z.custom<() => Promise<AsyncIterable<Uint8Array>>>((value) => typeof value === 'function'),
})
export type SentFile = z.infer<typeof SentFile>
