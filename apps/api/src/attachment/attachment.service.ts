import {
  type Attachable,
  type Attachment,
  attachable,
  FileType,
  type SentFile,
} from '@framewright/contracts/attachment/attachment.schema'
import type { AttachmentService } from '@framewright/contracts/attachment/attachment.service'
import type { Call } from '@framewright/contracts/core/context'
import { mayCall } from '@framewright/contracts/core/procedure'
import { DomainError, forbidden, invalid, notFound } from '@framewright/contracts/errors'
import type { Services } from '@framewright/contracts/services'
import type { Deps } from '../core/deps.ts'
import { personName } from '../core/names.ts'
import { contentType } from '../files/content-type.ts'
import { safeName } from '../files/file-name.ts'
import { type FileStore, fileStore } from '../files/file-store.ts'
import { hashOf, keepFile } from '../files/stored-files.ts'

/** Files one document may have. */
const mostFiles = 200

type Documents = Pick<Services, Attachable>

export function attachmentService(deps: Deps, documents: Documents, store = fileStore(deps.config)): AttachmentService {
  const { prisma, commands, clock, config } = deps

  /** Refuses whoever may not see the document; what is not theirs to see is not there. */
  async function requireSight(call: Call, entity: Attachable, id: number): Promise<void> {
    if (!mayCall(attachable[entity].read, call.caller)) throw notFound(entity, id)
    await documents[entity].get(call, { id })
  }

  async function requireChange(call: Call, entity: Attachable, id: number): Promise<void> {
    await requireSight(call, entity, id)
    const { write } = attachable[entity]
    if (!mayCall(write, call.caller)) throw forbidden('You may see this, but not change its files.', write[0])
  }

  /** Whose document it is, where row rules apply: their owner hears of it. */
  async function ownerOf(entity: Attachable, id: number): Promise<number | null> {
    const query = { where: { id }, select: { ownerId: true } }
    if (entity === 'salesOrder') return (await prisma.salesOrder.findUnique(query))?.ownerId ?? null
    return entity === 'customer' ? ((await prisma.customer.findUnique(query))?.ownerId ?? null) : null
  }

  const find = async (id: number) => {
    const row = await prisma.attachment.findUnique({ where: { id }, include: { file: true, uploader: true } })
    if (row === null) throw notFound('file', id)
    return row
  }

  return {
    async list(call, { entity, entityId }) {
      await requireSight(call, entity, entityId)
      const rows = await prisma.attachment.findMany({
        where: { entity, entityId },
        include: { file: true, uploader: true },
        orderBy: { id: 'asc' },
        take: mostFiles,
      })
      return {
        items: rows.map(toAttachment),
        nextCursor: null,
        mayChange: mayCall(attachable[entity].write, call.caller),
        limitBytes: config.uploadLimitBytes,
      }
    },

    async create(call, { entity, entityId, name: given, file }) {
      await requireChange(call, entity, entityId)
      requireSize(file, config.uploadLimitBytes)
      const type = await contentType(file, given)
      if (type === null) {
        throw invalid(
          'file',
          'Only PNG, JPEG and WebP images, PDF, CSV and plain text are taken, by what the file holds',
        )
      }
      const name = safeName(given, type)
      const sha256 = hashOf(file)
      const ownerId = await ownerOf(entity, entityId)
      // Before the transaction, so that it need not wait for the bytes.
      await store.put(sha256, file)
      return commands.run(
        call,
        { entity, entityId, name: given, sha256 },
        async (tx, emit) => {
          await keepFile(tx, store, { sha256, bytes: file, type, now: clock.now() })
          const count = await tx.attachment.count({ where: { entity, entityId } })
          if (count >= mostFiles) throw invalid('file', `A document has at most ${mostFiles} files`)
          const { id } = await tx.attachment.create({
            data: { entity, entityId, name, sha256, uploadedBy: call.caller.userId, at: clock.now() },
            select: { id: true },
          })
          const payload = { attachmentId: id, fileName: name, fileType: type, size: file.length }
          emit({ entity, id: entityId, ownerId, what: 'fileAttached', payload })
          return { id }
        },
        async ({ id }) => toAttachment(await find(id)),
      )
    },

    async content(call, { id }) {
      const row = await find(id)
      const attachment = toAttachment(row)
      await requireSight(call, attachment.entity, row.entityId).catch(() => {
        throw notFound('file', id)
      })
      return sentFile(store, attachment)
    },

    async remove(call, input) {
      const row = await find(input.id)
      const entity = row.entity as Attachable
      await requireChange(call, entity, row.entityId)
      const ownerId = await ownerOf(entity, row.entityId)
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const { count } = await tx.attachment.deleteMany({ where: { id: input.id } })
          if (count === 0) throw notFound('file', input.id)
          const payload = { attachmentId: input.id, fileName: row.name }
          emit({ entity, id: row.entityId, ownerId, what: 'fileRemoved', payload })
        },
        async () => ({ ok: true }),
      )
    },
  }
}

/** @throws DomainError PAYLOAD_TOO_LARGE */
export function requireSize(file: Uint8Array, limitBytes: number): void {
  if (file.length <= limitBytes) return
  const megabytes = limitBytes / 1024 ** 2
  throw new DomainError('PAYLOAD_TOO_LARGE', `A file may have at most ${megabytes} MiB.`, { limitBytes })
}

/** A file on its way out: images are shown, everything else is saved. */
export function sentFile(
  store: FileStore,
  { name, type, size, sha256 }: Pick<Attachment, 'name' | 'type' | 'size' | 'sha256'>,
): SentFile {
  return { name, type, size, sha256, inline: type.startsWith('image/'), open: () => store.open(sha256) }
}

interface Row {
  id: number
  entity: string
  entityId: number
  name: string
  sha256: string
  at: Date
  file: { size: number; type: string }
  uploader: { id: number; username: string; firstName: string; lastName: string } | null
}

function toAttachment({ file, uploader, ...row }: Row): Attachment {
  return {
    id: row.id,
    entity: row.entity as Attachable,
    entityId: row.entityId,
    name: row.name,
    type: FileType.parse(file.type),
    size: file.size,
    sha256: row.sha256,
    uploadedBy: uploader && {
      id: uploader.id,
      name: personName({ username: uploader.username, first_name: uploader.firstName, last_name: uploader.lastName }),
    },
    at: row.at.toISOString(),
  }
}
