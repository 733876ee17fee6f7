import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** What saves less is not worth a second file. */
const worthwhile = 32

/**
 * Writes each script, style and drawing of the build a second and third time, compressed as hard as it goes (`.br`,
 * `.gz`), for a server that hands them out as they are: a sixth smaller than what it could make at every request. It reads
 * what has been written, since other plugins change the bundle until the last moment.
 */
export function precompress(): Plugin {
  return {
    name: 'framewright:precompress',
    apply: 'build',
    async writeBundle({ dir }, bundle) {
      const names = Object.keys(bundle).filter((name) => /\.(js|css|svg)$/.test(name))
      await Promise.all(
        names.map(async (name) => {
          const path = join(dir ?? '', name)
          const bytes = await readFile(path)
          const hard = await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
          if (hard.length > bytes.length - worthwhile) return
          await writeFile(`${path}.br`, hard)
          await writeFile(`${path}.gz`, await zip(bytes, { level: 9 }))
        }),
      )
    },
  }
}
