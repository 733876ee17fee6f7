import { readOptions, usage } from './options.ts'
import { run } from './run.ts'
import { toTable } from './table.ts'

try {
  const options = readOptions(process.argv.slice(2))
  if (options === undefined) console.log(usage())
  else {
    const { findings, machine } = await run(options, (line) => console.error(line))
    console.log(options.json ? JSON.stringify(findings, null, 2) : `${toTable(findings)}\n${machine}`)
    process.exitCode = findings.every(({ pass }) => pass) ? 0 : 1
  }
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 2
}
