import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { firstScreens, routePath } from './first-screens.ts'

/**
 * Says of each screen which scripts its page has to name, so that a browser fetches them beside the first instead of finding out by
 * running one after the other: `.vite/heads.json`, which the server puts into the page it answers with, and `src/begin` reads
 * there. The letters are in every page, or they would be asked for once the first words have been laid out, and these be laid out
 * again.
 */
export function pageHeads(): Plugin {
  return {
    name: 'framewright:page-heads',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const letters = Object.keys(bundle).find((name) => /inter-latin-wght-normal-[^/]*\.woff2$/.test(name))
        if (letters === undefined) throw new Error('The build has no letters.')
        const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href: `/${letters}` }
        return [{ tag: 'link', attrs, injectTo: 'head' }]
      },
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      handler({ dir = 'dist' }) {
        const page = readFileSync(join(dir, 'index.html'), 'utf8')
        const heads = firstScreens(dir).map(({ route, scripts }) => {
          const files = scripts.map((file) => `/${file}`).filter((file) => !page.includes(`"${file}"`))
          return [routePath(route), `<meta name="framewright-scripts" content="${files.join(' ')}" />`]
        })
        writeFileSync(join(dir, '.vite', 'heads.json'), JSON.stringify(Object.fromEntries(heads)))
      },
    },
  }
}
