import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress, createZstdDecompress, type ZstdCompress } from 'node:zlib'
import { BackupUnreadable } from './read-backup.ts'

/** Zstandard at its standard level: several times as fast as gzip, and smaller. Its checksum tells damage. */
export const compress = (): ZstdCompress => createZstdCompress({ params: { [constants.ZSTD_c_checksumFlag]: 1 } })

/**
 * Node ends what its last write had already ended with one more frame that holds nothing, and reads no further than the
 * first: where a piece of the file begins inside of that frame, it would take its rest for damage.
 */
const emptyFrame = Buffer.from('28b52ffd240001000099e9d851', 'hex')

async function* withoutEmptyFrame(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void> {
  let held: Buffer = Buffer.alloc(0)
  for await (const piece of bytes) {
    const all = Buffer.concat([held, piece])
    const sure = Math.max(0, all.length - emptyFrame.length)
    if (sure > 0) yield all.subarray(0, sure)
    held = all.subarray(sure)
  }
  if (!held.equals(emptyFrame)) yield held
}

/**
 * The bytes that were compressed.
 * @throws BackupUnreadable for what is not compressed like that, is damaged, or ends too early.
 */
export async function* decompress(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void> {
  const plain = createZstdDecompress()
  const fed = pipeline(Readable.from(withoutEmptyFrame(bytes), { objectMode: false }), plain)
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
    if (!/^(ZSTD|ERR_ZSTD|Z_|ERR_ZLIB|ERR_STREAM_PREMATURE_CLOSE)/.test(code)) throw error
    throw new BackupUnreadable(
      any ? `The backup is damaged or not whole (${code}).` : 'This is no backup of Framewright, or it is damaged.',
    )
  }
}
