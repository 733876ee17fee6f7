// The developer's mode: the server restarts and the screen updates as files change.
import { join } from 'node:path'
import { ending, root, start } from './run.mjs'

/** Runs everything side by side until one part ends, or somebody interrupts; then the rest is ended too. */
export async function dev({ node, env }) {
  const development = { ...env, NODE_ENV: 'development' }
  const modules = (folder, ...path) => join(root, folder, 'node_modules', ...path)
  // Keeps the database running while the server restarts over it. It is the last to go.
  const engine = start(node, ['packages/db/src/cli/hold-engine.ts'], { env: development, watched: true, last: true })
  const parts = [
    // The declarations of the contracts are what the web app and the editor read.
    start(
      node,
      [
        modules('packages/contracts', 'typescript', 'bin', 'tsc'),
        '-b',
        '--watch',
        '--preserveWatchOutput',
        'packages/contracts',
      ],
      {
        env: development,
        group: true,
      },
    ),
    start(node, ['scripts/dev-server.mjs'], { env: development, watched: true }),
    start(node, [modules('apps/web', 'vite', 'bin', 'vite.js')], { env: development, cwd: join(root, 'apps', 'web') }),
  ]
  const first = await Promise.race(parts.map(({ done }) => done))
  // An interrupt has reached all of them already, and a second one would cut the server's orderly end short.
  if (!ending()) for (const part of parts) part.end()
  await Promise.allSettled(parts.map(({ done }) => done))
  engine.end()
  await engine.done
  return first
}
