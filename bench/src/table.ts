import type { Finding } from './bench.ts'

const heads = ['work', 'Framewright', 'against', 'figure', 'budget', ''] as const

/** The findings as a table that also reads as Markdown. */
export function toTable(findings: readonly Finding[]): string {
  const rows = findings.map(({ what, ours, against, figure, budget, pass }) => [
    ...[what, ours, against, figure, budget],
    pass ? 'pass' : 'FAIL',
  ])
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => (row[at] ?? '').length)))
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`
  const failed = findings.filter(({ pass }) => !pass).length
  return [
    line(heads),
    line(widths.map((width) => '-'.repeat(width))),
    ...rows.map(line),
    '',
    failed === 0
      ? 'Every budget is met.'
      : `${failed} of ${findings.length} budgets ${failed === 1 ? 'is' : 'are'} missed.`,
  ].join('\n')
}
