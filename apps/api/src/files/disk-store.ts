import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type FileStore, pathOf } from './file-store.ts'

/** Keeps files in a folder: written beside, then renamed, so that a crash leaves no half of one. */
export function diskStore(home: string): FileStore {
  const folder = join(home, 'files')
  const at = (sha256: string) => join(folder, pathOf(sha256))
  const has = async (sha256: string) => (await stat(at(sha256)).catch(() => null))?.isFile() ?? false
  return {
    has,

    async put(sha256, bytes) {
      if (await has(sha256)) return
      const target = at(sha256)
      const beside = join(folder, `new-${randomUUID()}`)
      await mkdir(dirname(target), { recursive: true, mode: 0o700 })
      try {
        const file = await open(beside, 'wx', 0o600)
        try {
          await file.writeFile(bytes)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(beside, target)
      } catch (error) {
        await rm(beside, { force: true })
        throw error
      }
    },

    async open(sha256) {
      const stream = createReadStream(at(sha256))
      // A file that is not there is said now, not in the middle of an answer.
      await new Promise<void>((resolve, reject) => stream.once('open', () => resolve()).once('error', reject))
      return stream
    },

    remove: (sha256) => rm(at(sha256), { force: true }),
  }
}
