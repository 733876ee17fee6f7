import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { minifySync, type Plugin, transformWithOxc } from 'vite'

const pathOf = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url))
const scheme = '<script src="/color-scheme.js"></script>'

/**
 * Makes one plain script of `public/color-scheme.js` and `src/begin/begin.ts`, and names it in the page in place of the first. It is
 * no module: those wait for the whole page and its styles.
 */
export function beginScript(): Plugin {
  let name = ''
  return {
    name: 'framewright:begin-script',
    apply: 'build',
    async generateBundle() {
      const { code } = await transformWithOxc(await readFile(pathOf('src/begin/begin.ts'), 'utf8'), 'begin.ts')
      const begin = code.replace(/^export \{\};?$/m, '')
      const whole = `${await readFile(pathOf('public/color-scheme.js'), 'utf8')};(() => {${begin}})()`
      const { code: source, errors } = minifySync('begin.js', whole, { module: false })
      if (errors.length > 0) throw new Error(`The first script cannot be read: ${errors[0]?.message}`)
      name = `assets/begin-${createHash('sha256').update(source).digest('base64url').slice(0, 8)}.js`
      this.emitFile({ type: 'asset', fileName: name, source })
    },
    transformIndexHtml: {
      order: 'post',
      handler(html) {
        if (!html.includes(scheme)) throw new Error('The page names no script for its colours.')
        return html.replace(scheme, `<script src="/${name}"></script>`)
      },
    },
  }
}
