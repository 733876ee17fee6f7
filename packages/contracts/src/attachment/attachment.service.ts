import type { Done, Me } from '../auth/auth.schema.ts'
import type { Call } from '../core/context.ts'
import type { ById } from '../core/primitives.ts'
import type { AttachInput, Attachment, AttachmentPage, OfDocument, SentFile } from './attachment.schema.ts'

/** Files on documents. Whoever may not see the document sees none of them. */
export interface AttachmentService {
  list(call: Call, input: OfDocument): Promise<AttachmentPage>
  /** Refused for content that is of none of the taken types, whatever its name says. */
  create(call: Call, input: AttachInput): Promise<Attachment>
  content(call: Call, input: ById): Promise<SentFile>
  remove(call: Call, input: ById): Promise<Done>
}

/** People's pictures. */
export interface AvatarService {
  content(call: Call, input: ById): Promise<SentFile>
  /** One's own. An image of at most 512 KiB. */
  set(call: Call, input: { file: Uint8Array }): Promise<Me>
  remove(call: Call): Promise<Me>
}
