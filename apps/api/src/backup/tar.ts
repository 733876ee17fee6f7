/** A file within an archive: its name and what is in it. */
export interface TarFile {
  name: string
  content: Buffer
}

const block = 512
/** More than any file of a backup holds; a header that says so is broken. */
const largestFile = 256 * 1024 * 1024

/**
 * The bytes of one file in the ustar format (POSIX.1-1988), which every `tar` reads. Names are ASCII and below a hundred
 * characters, sizes below 256 MiB, so that nothing of the format's later extensions is needed.
 */
export function tarEntry({ name, content }: TarFile, at: Date): Buffer {
  if (!/^[\x21-\x7e]{1,99}$/.test(name)) throw new Error(`${name} is no name for a file in a backup`)
  const header = Buffer.alloc(block)
  const octal = (value: number, length: number, offset: number) =>
    header.write(`${value.toString(8).padStart(length - 1, '0')}\0`, offset, 'latin1')
  header.write(name, 0, 'latin1')
  octal(0o600, 8, 100)
  octal(0, 8, 108)
  octal(0, 8, 116)
  octal(content.length, 12, 124)
  octal(Math.floor(at.getTime() / 1000), 12, 136)
  header.write('0', 156, 'latin1')
  header.write('ustar\u000000', 257, 'latin1')
  header.write(`${checksum(header).toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return Buffer.concat([header, content, Buffer.alloc(padding(content.length))])
}

/** What stands behind the last file. */
export const tarEnd = (): Buffer => Buffer.alloc(2 * block)

/**
 * The files of an archive, one after the other, as they come.
 * @throws Error for bytes that are no archive, and for an archive that ends in the middle of a file or before its end.
 */
export async function* readTar(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<TarFile, void> {
  const pieces = bytes[Symbol.asyncIterator]()
  const take = reader(pieces)
  try {
    for (;;) {
      const header = await take(block)
      if (header.every((byte) => byte === 0)) break
      const said = octalAt(header, 148, 8)
      if (header.toString('latin1', 257, 262) !== 'ustar' || said !== checksum(header))
        throw new Error('not an archive')
      const size = octalAt(header, 124, 12)
      if (!(size <= largestFile)) throw new Error('a file too large to be one of ours')
      const content = await take(size)
      await take(padding(size))
      yield { name: header.toString('latin1', 0, header.indexOf(0)), content }
    }
    // To the last byte: whoever makes them may have something to say at the end, such as that they are damaged.
    while (!(await pieces.next()).done);
  } finally {
    await pieces.return?.()
  }
}

/** Takes exactly so many bytes at a time from pieces of any size. */
function reader(pieces: AsyncIterator<Uint8Array>): (count: number) => Promise<Buffer> {
  let held: Buffer[] = []
  let length = 0
  return async (count) => {
    while (length < count) {
      const { value, done } = await pieces.next()
      if (done) throw new Error('it ends too early')
      held.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength))
      length += value.byteLength
    }
    const all = held.length === 1 && held[0] !== undefined ? held[0] : Buffer.concat(held)
    const rest = all.subarray(count)
    held = [rest]
    length = rest.length
    return all.subarray(0, count)
  }
}

const padding = (size: number): number => (block - (size % block)) % block

/** The sum of the header's bytes, its own field counted as blanks. */
function checksum(header: Buffer): number {
  let sum = 0
  for (const [index, byte] of header.entries()) sum += index >= 148 && index < 156 ? 32 : byte
  return sum
}

function octalAt(header: Buffer, offset: number, length: number): number {
  const text = header.toString('latin1', offset, offset + length).replace(/[\0 ]+$/, '')
  return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number.NaN
}
