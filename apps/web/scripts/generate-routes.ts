import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { resolveConfig } from 'vite'

/** Writes src/routeTree.gen.ts without a dev server: the router's plugin does so as soon as the config is resolved. */
const root = fileURLToPath(new URL('..', import.meta.url))
await resolveConfig({ root, logLevel: 'error' }, 'build')
if (!existsSync(new URL('../src/routeTree.gen.ts', import.meta.url))) {
  throw new Error('The route tree was not generated; see the message above.')
}
