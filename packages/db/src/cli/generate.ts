import { generate } from '../generate.ts'
import { runCli } from './run.ts'

// `--force` also generates when the schema has not changed since the last time.
await runCli(async () => {
  await generate({ force: process.argv.includes('--force'), log: (line) => console.log(line) })
})
