import { makeMigration } from '../migrate.ts'
import { runCli } from './run.ts'

await runCli(async () => {
  const name = process.argv.slice(2).join(' ')
  if (name.trim() === '') throw new Error('Usage: pnpm db:migration <what it does, in a few words>')
  const path = await makeMigration(name)
  console.log(path ? `Wrote ${path}` : 'The migrations already lead to the schema: nothing to write.')
})
