import type { ImportResult } from './import-file.ts'
import type { Kind } from './kind.ts'
import { grouped } from './progress.ts'

/** What an import came to, for the person who ran it. */
export function summarise(kind: Kind, file: string, result: ImportResult, asked: { dryRun: boolean }): string {
  const { rows, refused, skipped, imported, seconds } = result
  const rate = Math.floor(rows / Math.max(seconds, 0.001))
  const lines = [`${file}: ${grouped(rows)} rows in ${Math.floor(seconds * 100) / 100} s (${grouped(rate)}/s).`]
  if (skipped > 0) lines.push(`  ${grouped(skipped)} skipped, as the mapping says.`)
  const made = result.made
    .filter(({ count }) => count > 0)
    .map(({ count, what }) => `${grouped(count)} ${count === 1 ? what.replace(/s( |$)/, '$1') : what}`)
  if (imported > 0) {
    const said = asked.dryRun ? 'Would be imported' : 'Imported'
    const run = result.runId === null ? '' : ` (import run ${result.runId})`
    lines.push(`  ${said}: ${made.join(', ')}${run}.`)
  }
  if (refused > 0) {
    lines.push(`  ${grouped(refused)} refused:`, ...result.examples.slice(0, 5).map((example) => `    ${example}`))
    for (const path of result.reports) lines.push(`  Every refused row with its reasons: ${path}`)
  }
  if (asked.dryRun) lines.push('  This was a dry run: nothing was changed.')
  else if (!result.committed) lines.push(`  ${nothing(kind, result)}`)
  return lines.join('\n')
}

function nothing(kind: Kind, { refused, imported }: ImportResult): string {
  if (refused === 0) return 'There was nothing to import.'
  if (imported > 0) return ''
  return `Nothing was imported. Mend the refused rows, or import the other ${kind.plural} with --partial.`
}
