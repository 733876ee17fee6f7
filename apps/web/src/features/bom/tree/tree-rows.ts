import type { BomExplosion, ExplodedItem, ExplodedLine } from '@framewright/contracts/bom/bom.explosion.schema'

/** A line of the tree with its item, and its place. */
export interface TreeLine {
  /** Its place in the explosion, which names it. */
  at: number
  line: ExplodedLine
  item: ExplodedItem
  /** Where its own parts stand. */
  parts: readonly number[]
}

/** The lines with their items and parts; `tops` are the item's own. */
export function treeOf({ lines, items }: Pick<BomExplosion, 'lines' | 'items'>) {
  const itemOf = new Map(items.map((item) => [item.itemId, item]))
  const parts = Map.groupBy(lines.keys(), (at) => lines[at]?.parent ?? null)
  const rows = lines.flatMap((line, at): TreeLine[] => {
    const item = itemOf.get(line.itemId)
    return item === undefined ? [] : [{ at, line, item, parts: parts.get(at) ?? [] }]
  })
  return { rows, tops: parts.get(null) ?? [] }
}

/** Lines that are shown all open at first; a larger tree begins with its first level. */
const openAtFirst = 150

export function openFirst(rows: readonly TreeLine[]): ReadonlySet<number> {
  return new Set(rows.length > openAtFirst ? [] : rows.filter((row) => row.parts.length > 0).map((row) => row.at))
}

/** What is seen of the tree: a row whose wholes are all open. */
export function visibleRows(rows: readonly TreeLine[], open: ReadonlySet<number>): TreeLine[] {
  const seen = new Set<number>()
  return rows.filter(({ at, line: { parent } }) => {
    const shown = parent === null || (seen.has(parent) && open.has(parent))
    if (shown) seen.add(at)
    return shown
  })
}

/** Where a key leads from a row: another row to go to, or the row itself to open or close. */
export type Move = { go: number } | { toggle: number } | undefined

/** The keys of a tree: arrows go, open and close; Home and End lead to its ends. */
export function moveOf(key: string, from: number, visible: readonly TreeLine[], open: ReadonlySet<number>): Move {
  const place = visible.findIndex(({ at }) => at === from)
  const row = visible[place]
  if (row === undefined) return undefined
  const go = (to: TreeLine | undefined): Move => (to === undefined ? undefined : { go: to.at })
  switch (key) {
    case 'ArrowDown':
      return go(visible[place + 1])
    case 'ArrowUp':
      return go(visible[place - 1])
    case 'Home':
      return go(visible[0])
    case 'End':
      return go(visible.at(-1))
    case 'ArrowRight':
      if (row.parts.length === 0) return undefined
      return open.has(from) ? go(visible[place + 1]) : { toggle: from }
    case 'ArrowLeft':
      if (row.parts.length > 0 && open.has(from)) return { toggle: from }
      return row.line.parent === null ? undefined : { go: row.line.parent }
    default:
      return undefined
  }
}
