import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress, createZstdDecompress, type ZstdCompress } from 'node:zlib'
import { BackupUnreadable } from './read-backup.ts'

/** Zstandard at its standard level: several times as fast as gzip, and smaller. Its checksum tells damage. */
export const compress = (): ZstdCompress => createZstdCompress({ params: { [constants.ZSTD_c_checksumFlag]: 1 } })

/**
 * The bytes that were compressed.
 * @throws BackupUnreadable for what is not compressed like that, is damaged, or ends too early.
 */
export async function* decompress(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void> {
  const plain = createZstdDecompress()
  const fed = pipeline(Readable.from(bytes, { objectMode: false }), plain)
  // What fails here fails the reading below too, which says so.
  fed.catch(() => {})
  let any = false
  try {
    for await (const chunk of plain) {
      any = true
      yield chunk as Buffer
    }
    await fed
  } catch (error) {
    const { code = '' } = error as { code?: string }
    if (!/^(ZSTD|ERR_ZSTD|Z_|ERR_ZLIB)/.test(code)) throw error
    throw new BackupUnreadable(
      any ? `The backup is damaged or not whole (${code}).` : 'This is no backup of Framewright, or it is damaged.',
    )
  }
}
