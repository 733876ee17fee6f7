// Runs the server for a developer and starts it anew as its sources change. In place of `node --watch`, which waits longer
// for an editor to be done and loads everything after the change: here the next server has loaded its dependencies before.
import { spawn } from 'node:child_process'
import { readdirSync, statSync, watch } from 'node:fs'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './run.mjs'

const sources = ['apps/api/src', 'packages/contracts/src', 'packages/db/src']
const imported = ['scripts/end-with-launcher.mjs', 'apps/api/src/spare.ts']

/** An editor writes a file in several steps, and a branch is many files. */
const settleMs = 40

/** The server there is, and the one that waits for a change. */
let running
let next
/** The last change counts. */
let changes = 0
let ending = false

/** Starts a server that waits to be told twice: to load its sources, and to begin. */
function spare() {
  const importing = imported.flatMap((path) => ['--import', pathToFileURL(join(root, path)).href])
  const child = spawn(process.execPath, [...importing, 'apps/api/src/main.ts'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)))
  const server = { child, ended, loading: false, stopping: false }
  // Now that this one answers there is time for the next.
  child.on('message', () => {
    if (server === running) next ??= spare()
  })
  return server
}

/** It may have ended meanwhile. */
const tell = ({ child }) => child.connected && child.send('go', () => {})

function stop(server) {
  if (server && !server.stopping) server.child.kill('SIGTERM')
  if (server) server.stopping = true
}

/** Loads the sources while the server before ends, and begins where it was. */
async function restart() {
  const change = ++changes
  if (next?.loading) {
    stop(next)
    next = undefined
  }
  next ??= spare()
  const server = next
  server.loading = true
  tell(server)
  stop(running)
  await running?.ended
  if (change !== changes || ending) return
  next = undefined
  running = server
  tell(server)
  const code = await server.ended
  if (server.stopping || ending) return
  console.log(`The server has ended with ${code}; it starts again when a source changes.`)
  next ??= spare()
}

let settling
function changed(path) {
  clearTimeout(settling)
  settling = setTimeout(() => {
    if (ending) return
    console.log(`${relative(root, path)} has changed; starting the server anew.`)
    restart()
  }, settleMs)
}

const watched = new Map()
const isFolder = (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

/** Folders rather than files, since many editors put a new file in an old one's place. */
function watchFolder(folder) {
  watched.get(folder)?.close()
  const watcher = watch(folder, (_event, name) => {
    if (name === null) return
    const path = join(folder, name)
    if (/\.(ts|json|sql)$/.test(name)) {
      if (!name.endsWith('.test.ts')) changed(path)
    } else if (isFolder(path)) watchFolder(path)
  })
  watcher.on('error', () => watcher.close())
  watched.set(folder, watcher)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) watchFolder(join(folder, entry.name))
  }
}
for (const folder of sources) watchFolder(join(root, folder))

// What waits has loaded the dependencies as they were before an installation.
const installed = join(root, 'node_modules', '.pnpm')
watch(installed, (_event, name) => {
  if (name !== 'lock.yaml') return
  stop(next)
  next = undefined
  changed(join(installed, name))
})

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, async () => {
    ending = true
    stop(next)
    running?.child.kill(signal)
    process.exit((await running?.ended) ?? 0)
  })
}

restart()
