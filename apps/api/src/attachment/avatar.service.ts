import { FileType } from '@framewright/contracts/attachment/attachment.schema'
import type { AvatarService } from '@framewright/contracts/attachment/attachment.service'
import type { Call } from '@framewright/contracts/core/context'
import { invalid, notFound } from '@framewright/contracts/errors'
import { readAccess } from '../auth/access.ts'
import { requirePerson } from '../auth/person.ts'
import type { Deps } from '../core/deps.ts'
import { contentType } from '../files/content-type.ts'
import { safeName } from '../files/file-name.ts'
import { fileStore } from '../files/file-store.ts'
import { hashOf, keepFile } from '../files/stored-files.ts'
import { requireSize, sentFile } from './attachment.service.ts'

/** A picture of a person is small: the screen makes it 256 pixels square. */
const limitBytes = 512 * 1024

export function avatarService(deps: Deps, store = fileStore(deps.config)): AvatarService {
  const { prisma, commands, clock } = deps

  function give(call: Call, picture: { sha256: string; bytes: Uint8Array; type: string } | null) {
    const { userId } = call.caller
    return commands.run(
      call,
      { sha256: picture?.sha256 ?? null },
      async (tx, emit) => {
        if (picture !== null) await keepFile(tx, store, { ...picture, now: clock.now() })
        await tx.user.update({
          where: { id: userId },
          data: { avatar: picture?.sha256 ?? null, version: { increment: 1 } },
        })
        emit({ entity: 'user', id: userId, ownerId: userId, what: 'updated', payload: { changed: ['avatar'] } })
      },
      async () => {
        const access = await readAccess(deps, userId)
        if (access === undefined) throw notFound('user', userId)
        return access.user
      },
    )
  }

  return {
    async content(_call, { id }) {
      const user = await prisma.user.findUnique({ where: { id }, select: { username: true, avatarFile: true } })
      if (!user?.avatarFile) throw notFound('picture', id)
      const { size, sha256 } = user.avatarFile
      const type = FileType.parse(user.avatarFile.type)
      return sentFile(store, { name: safeName(user.username, type), type, size, sha256 })
    },

    async set(call, { file }) {
      requirePerson(call)
      requireSize(file, limitBytes)
      const type = await contentType(file, '')
      if (!type?.startsWith('image/')) throw invalid('file', 'A picture must be a PNG, JPEG or WebP image')
      return give(call, { sha256: hashOf(file), bytes: file, type })
    },

    async remove(call) {
      requirePerson(call)
      return give(call, null)
    },
  }
}
