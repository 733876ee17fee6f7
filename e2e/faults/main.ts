import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { cli } from '../support/processes.ts'
import { type Fault, faults } from './faults.ts'
import { openStage } from './stage.ts'
import { type Outcome, trial } from './trial.ts'

const usage = `Usage: pnpm faults [fault…] [--clients 8] [--calm 2]

Runs a load of mixed commands against two API processes on one database, and breaks one thing after another under it.
Exit code 1 when anything acknowledged is lost, anything is done twice or by half, a stream has a gap, an invariant
does not hold, or the product does not recover by itself within 5 s.

Faults:
${faults.map(({ name, what }) => `  ${name.padEnd(18)} ${what}`).join('\n')}

Options:
  --clients   how many work at once (8)
  --calm      seconds of undisturbed load before and after each fault (2)`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    clients: { type: 'string', default: '8' },
    calm: { type: 'string', default: '2' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
if (values.help) {
  console.log(usage)
  process.exit(0)
}
const unknown = positionals.filter((name) => !faults.some((fault) => fault.name === name))
const clients = Number(values.clients)
const calmMs = Number(values.calm) * 1_000
if (unknown.length > 0 || !(clients >= 1) || !(calmMs > 0)) {
  console.error(unknown.length > 0 ? `There is no fault ${unknown.join(', ')}.\n\n${usage}` : usage)
  process.exit(2)
}

const passed = await run(positionals.length > 0 ? faults.filter(({ name }) => positionals.includes(name)) : faults)
// At once: connections that were broken on purpose must not keep it.
process.exit(passed ? 0 : 1)

async function run(chosen: readonly Fault[]): Promise<boolean> {
  const began = Date.now()
  const stage = await openStage(clients)
  const outcomes: Outcome[] = []
  try {
    for (const fault of chosen) {
      console.log(`${fault.name}: ${fault.what}`)
      const outcome = await trial(stage, fault, { clients, calmMs })
      const check = await cli(stage.home, ['check'])
      if (check.code !== 0) console.log(check.output)
      outcomes.push({ ...outcome, pass: outcome.pass && check.code === 0 })
      for (const command of outcome.wrong.slice(0, 3)) console.log(`  WRONG ${JSON.stringify(command)}`)
      console.log(`  ${describe(outcome)}; invariants ${check.code === 0 ? 'hold' : 'DO NOT HOLD'}`)
    }
    const unexpected = stage.unexpected()
    if (unexpected.length > 0) console.log(`\nLogged as unexpected:\n${unexpected.slice(0, 10).join('\n')}`)
  } finally {
    await stage.close()
  }
  report(outcomes)
  const { length: cores } = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  console.log(
    `\n${new Date().toISOString().slice(0, 10)}, ${cores} cores, ${memory} GiB, Node ${process.version}; ${clients} clients, ` +
      `two API processes; ${Math.round((Date.now() - began) / 1000)} s`,
  )
  return outcomes.every(({ pass }) => pass)
}

function describe({ refused, resumed, half, open, otherwise }: Outcome): string {
  const codes = [...refused].map(([code, times]) => `${code} × ${times}`).join(', ') || 'nothing'
  const wrong = [
    half > 0 ? `${half} half done` : '',
    open > 0 ? `${open} without an answer` : '',
    otherwise > 0 ? `${otherwise} answered otherwise when repeated` : '',
  ].filter(Boolean)
  return [`refused on the way: ${codes}`, `streams came back ${resumed} times`, ...wrong].join('; ')
}

function report(outcomes: readonly Outcome[]): void {
  const head = ['fault', 'sent', 'acknowledged', 'refused', 'found', 'lost', 'doubled', 'stream gaps', 'recovery', '']
  const rows = outcomes.map((outcome) => [
    outcome.fault.name,
    outcome.sent,
    outcome.acknowledged,
    [...outcome.refused.values()].reduce((sum, times) => sum + times, 0),
    outcome.found,
    outcome.lost,
    outcome.doubled + outcome.half,
    outcome.streamMissing + outcome.streamRepeated,
    `${outcome.recoverySeconds.toFixed(1)} s`,
    outcome.pass ? 'PASS' : 'FAIL',
  ])
  console.log()
  for (const [at, row] of [head, head.map(() => '---'), ...rows].entries())
    console.log(
      `| ${row.map((cell, column) => (at === 1 ? cell : String(cell).padEnd(column === 0 ? 18 : 6))).join(' | ')} |`,
    )
}
