import { once } from 'node:events'
import { startEngine } from '../engine.ts'
import { defaultHome } from '../paths.ts'
import { runCli } from './run.ts'

// Keeps the embedded engine running until it is told to end, so that a developer's server finds it on each restart.
await runCli(async () => {
  if (process.env.DATABASE_URL) return
  const engine = await startEngine({ home: defaultHome(), own: true, log: (line) => console.log(line) })
  const stay = setInterval(() => undefined, 60_000)
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), once(process, 'SIGHUP')])
  clearInterval(stay)
  await engine.stop()
})
