import {
  type Checksums,
  Checksums as ChecksumsSchema,
  checksumsName,
  formatVersion,
  hashOfFile,
  Manifest,
  manifestName,
  tableOfPiece,
} from './format.ts'
import { readTar, type TarFile } from './tar.ts'

/** A file that is no backup, or not the whole of one, in a sentence. */
export class BackupUnreadable extends Error {}

/** A backup being read: what it says of itself, then its tables in order, then its checksums. */
export interface BackupReader {
  manifest: Manifest
  /** The next table and the pieces of its rows, to be read to their end before the next; undefined behind the last. */
  nextTable(): Promise<{ name: string; pieces: AsyncGenerator<Buffer, void> } | undefined>
  /** The attached files, behind the last table. */
  files(): AsyncGenerator<{ sha256: string; content: Buffer }, void>
  /** What the rows must have come to; to be called behind the last table. */
  checksums(): Promise<Checksums>
  /** Reads what is left, so that damage is known: the compression tells of it at its end. @throws BackupUnreadable */
  toEnd(): Promise<void>
  /** Lets go of the bytes, read or not. */
  close(): Promise<void>
}

/**
 * Reads the bytes of a backup, decompressed, as they come.
 * @throws BackupUnreadable for what is no backup, is newer than this program, or is damaged.
 */
export async function readBackup(bytes: AsyncIterable<Uint8Array>): Promise<BackupReader> {
  const files = readTar(bytes)
  let begun = false
  let current: TarFile | undefined
  const advance = async () => {
    try {
      const { value, done } = await files.next()
      current = done ? undefined : value
    } catch (error) {
      throw unreadable(error, begun)
    }
  }
  await advance()
  const close = async () => {
    await files.return()
  }
  const manifest = await orClose(() => readManifest(current))
  begun = true
  await orClose(advance)

  return {
    manifest,
    async nextTable() {
      const name = current === undefined ? undefined : tableOfPiece(current.name)
      return name === undefined ? undefined : { name, pieces: piecesOf(name) }
    },
    async *files() {
      for (;;) {
        const sha256 = current === undefined ? undefined : hashOfFile(current.name)
        if (sha256 === undefined || current === undefined) return
        yield { sha256, content: current.content }
        await advance()
      }
    },
    async checksums() {
      if (current?.name !== checksumsName)
        throw new BackupUnreadable('The backup is not whole: its checksums are missing.')
      const parsed = ChecksumsSchema.safeParse(parse(current))
      if (!parsed.success) throw new BackupUnreadable('The backup is damaged: its checksums cannot be read.')
      await advance()
      if (current !== undefined) throw new BackupUnreadable('The backup is damaged: it goes on behind its end.')
      return parsed.data
    },
    async toEnd() {
      while (current !== undefined) await advance()
    },
    close,
  }

  async function orClose<T>(work: () => T | Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      await close()
      throw error
    }
  }

  async function* piecesOf(table: string): AsyncGenerator<Buffer, void> {
    while (current !== undefined && tableOfPiece(current.name) === table) {
      yield current.content
      await advance()
    }
  }
}

function readManifest(file: TarFile | undefined): Manifest {
  const said = file?.name === manifestName ? parse(file) : undefined
  const { formatVersion: version } = (said ?? {}) as { formatVersion?: unknown }
  if (typeof version === 'number' && version > formatVersion) {
    throw new BackupUnreadable(
      'This backup was written in a newer form than this program reads. Restore it with the version that wrote it, or a newer one.',
    )
  }
  const parsed = Manifest.safeParse(said)
  if (!parsed.success) throw new BackupUnreadable('This is no backup of Framewright, or it is damaged.')
  return parsed.data
}

function parse({ content }: TarFile): unknown {
  try {
    return JSON.parse(content.toString('utf8'))
  } catch {
    return undefined
  }
}

function unreadable(error: unknown, begun: boolean): unknown {
  const { code = '', message } = error as { code?: string; message: string }
  // A file that cannot be opened is another matter.
  if (['ENOENT', 'EACCES', 'EISDIR', 'EIO'].includes(code)) return error
  return new BackupUnreadable(
    begun ? `The backup is damaged or not whole (${message}).` : 'This is no backup of Framewright, or it is damaged.',
  )
}
