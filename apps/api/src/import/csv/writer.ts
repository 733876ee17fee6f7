import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'

/** Writes a CSV file row by row, no faster than the disk takes it. */
export interface CsvWriter {
  write(values: readonly string[]): Promise<void>
  close(): Promise<void>
}

/** Makes or replaces the file. */
export function createCsvWriter(path: string, delimiter: string): CsvWriter {
  const stream = createWriteStream(path)
  const done = finished(stream)
  // Whoever writes or closes next meets the error; until then it must not end the process.
  done.catch(() => {})
  return {
    async write(values) {
      if (stream.errored) throw stream.errored
      const room = stream.write(`${values.map((value) => quoted(value, delimiter)).join(delimiter)}\n`)
      if (!room) await Promise.race([new Promise<void>((resolve) => stream.once('drain', () => resolve())), done])
    },
    async close() {
      stream.end()
      await done
    },
  }
}

function quoted(value: string, delimiter: string): string {
  const needed = value.includes('"') || value.includes(delimiter) || value.includes('\n') || value.includes('\r')
  return needed ? `"${value.replaceAll('"', '""')}"` : value
}
