import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Script } from 'node:vm'
import { type Plugin, transformWithOxc } from 'vite'

const source = fileURLToPath(new URL('../service-worker/worker.ts', import.meta.url))

/** What opens offline: every script and style, the drawings, the letters of the languages we write in, and the code reader. */
const wanted = /\.(js|css|svg|png|webmanifest|wasm)$|inter-latin(-ext)?-wght-normal-.*\.woff2$/

/**
 * Writes `sw.js` beside the page: the worker of `service-worker/`, without its types, with the names of this build's files.
 * Another build gives another file, which is how browsers know of a new version.
 */
export function serviceWorker(): Plugin {
  return {
    name: 'framewright:service-worker',
    apply: 'build',
    writeBundle: {
      order: 'post',
      sequential: true,
      async handler({ dir = 'dist' }) {
        const names = (await readdir(dir, { recursive: true })).map((name) => name.replaceAll('\\', '/')).sort()
        const files = names.filter((name) => wanted.test(name) && name !== 'sw.js')
        const hash = createHash('sha256')
        for (const name of [...files, 'index.html']) hash.update(name).update(await readFile(join(dir, name)))
        const paths = files.map((name) => `/${name}`)
        const list = {
          hashed: paths.filter((path) => path.startsWith('/assets/')),
          plain: ['/index.html', ...paths.filter((path) => !path.startsWith('/assets/'))],
        }
        const { code } = await transformWithOxc(await readFile(source, 'utf8'), source)
        const script = code
          .replace(/^export \{\};?$/m, '')
          .replaceAll('BUILD_VERSION', JSON.stringify(hash.digest('hex').slice(0, 16)))
          .replaceAll('BUILD_FILES', 'buildFiles')
        const whole = `const buildFiles = ${JSON.stringify(list)}\n${script}`
        // Browsers run it as a script, not as a module: what would not parse there stops the build.
        new Script(whole)
        await writeFile(join(dir, 'sw.js'), whole)
      },
    },
  }
}
