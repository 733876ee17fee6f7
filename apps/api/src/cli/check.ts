import { parseArgs } from 'node:util'
import { checkInvariants, type Finding } from '../invariants/invariants.ts'
import { withDeps } from './open.ts'
import { type ExitCode, UsageError } from './usage.ts'

const usage = [
  'Usage: pnpm cli check [--json]',
  '',
  'Checks what must always hold in the database: stock, orders, statistics, events, tasks. Only reads.',
  'Exit code 1 when anything is violated.',
  '',
  'Options:',
  '  --json   the findings as JSON',
].join('\n')

/** Checks every invariant and says which hold. */
export async function run(args: string[], env: NodeJS.ProcessEnv = process.env): Promise<ExitCode> {
  const options = readOptions(args)
  if (options.help) {
    console.log(usage)
    return 0
  }
  const findings = await withDeps(env, ({ readPool }) => checkInvariants(readPool))
  console.log(options.json ? JSON.stringify(findings, null, 2) : findings.map(describeFinding).join('\n'))
  return findings.some((finding) => finding.violations > 0) ? 1 : 0
}

function readOptions(args: string[]): { json: boolean; help: boolean } {
  try {
    const { values } = parseArgs({
      args,
      options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
    })
    return values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), usage)
  }
}

/** A line an invariant; under a violated one its rule and the first rows that violate it. */
export function describeFinding({ name, rule, violations, rows }: Finding): string {
  const title = name.padEnd(32)
  if (violations === 0) return `${title} ok`
  const more = violations > rows.length ? [`  … and ${violations - rows.length} more`] : []
  const count = violations === 1 ? '1 violation' : `${violations} violations`
  return [`${title} ${count}`, `  ${rule}`, ...rows.map((row) => `  ${JSON.stringify(row)}`), ...more].join('\n')
}
