import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** Smaller files gain less than a header costs. */
const threshold = 1024

/**
 * Writes each script, style and drawing of the build a second and third time, compressed as hard as it goes (`.br`,
 * `.gz`), for a server that hands them out as they are: a sixth smaller than what it could make at every request.
 */
export function precompress(): Plugin {
  return {
    name: 'framewright:precompress',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_, bundle) {
      const texts = Object.values(bundle).flatMap((file) => {
        const source = file.type === 'chunk' ? file.code : file.source
        const bytes = Buffer.from(source)
        return /\.(js|css|svg)$/.test(file.fileName) && bytes.length >= threshold
          ? [{ name: file.fileName, bytes }]
          : []
      })
      await Promise.all(
        texts.map(async ({ name, bytes }) => {
          const small = await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
          this.emitFile({ type: 'asset', fileName: `${name}.br`, source: small })
          this.emitFile({ type: 'asset', fileName: `${name}.gz`, source: await zip(bytes, { level: 9 }) })
        }),
      )
    },
  }
}
