import { startEngine } from '../engine.ts'
import { migrate } from '../migrate.ts'
import { defaultHome } from '../paths.ts'
import { runCli } from './run.ts'

await runCli(async () => {
  const url = process.env.DATABASE_URL
  const engine = url ? null : await startEngine({ home: defaultHome(), log: (line) => console.log(line) })
  try {
    const applied = await migrate(url ?? engine?.url ?? '')
    console.log(applied.length > 0 ? `Applied ${applied.join(', ')}.` : 'The database is up to date.')
  } finally {
    await engine?.stop()
  }
})
