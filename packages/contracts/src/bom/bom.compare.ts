import * as decimal from '../core/decimal.ts'
import type { BomComparison, BomLine } from './bom.schema.ts'

type Line = Omit<BomLine, 'available'>
type Field = BomComparison['lines'][number]['fields'][number]

const fields = ['quantity', 'unit', 'scrapPercent', 'stage', 'validFrom', 'validTo'] as const satisfies Field[]
const amounts: readonly Field[] = ['quantity', 'scrapPercent']

/**
 * What one revision has that another has not. Lines of the same component belong together, those alike before those that
 * differ the least, so that a component that stands several times is told line by line.
 */
export function compareLines(from: readonly Line[], to: readonly Line[]): BomComparison['lines'] {
  const left = new Set(from)
  const partner = new Map<Line, Line>()
  for (let most = 0; most <= fields.length; most++) {
    for (const line of to) {
      if (partner.has(line)) continue
      const alike = [...left].find(
        (old) => old.componentId === line.componentId && differing(old, line).length === most,
      )
      if (alike === undefined) continue
      partner.set(line, alike)
      left.delete(alike)
    }
  }
  const kept = to.map((line): BomComparison['lines'][number] => {
    const old = partner.get(line)
    if (old === undefined) return { change: 'ADDED', fields: [], from: null, to: line }
    const changed = differing(old, line)
    return { change: changed.length > 0 ? 'CHANGED' : 'SAME', fields: changed, from: old, to: line }
  })
  return [...kept, ...[...left].map((line) => ({ change: 'REMOVED' as const, fields: [], from: line, to: null }))]
}

const differing = (a: Line, b: Line): Field[] =>
  fields.filter((field) => {
    const [before, after] = [a[field], b[field]]
    if (!amounts.includes(field)) return before !== after
    return decimal.compare(before ?? '0', after ?? '0') !== 0
  })
