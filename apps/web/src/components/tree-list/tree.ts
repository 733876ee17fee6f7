/** What a tree is made of: rows that name the one above them. */
export interface TreeRow {
  id: number
  parentId: number | null
}

/** A row and how deep it lies, the root at zero. */
export interface Placed<T> {
  row: T
  depth: number
}

/**
 * The rows from the root down, each followed by what lies below it, in the order given among those side by side. A row
 * whose parent is not there stands at the root.
 */
export function placed<T extends TreeRow>(rows: readonly T[]): Placed<T>[] {
  const known = new Set(rows.map((row) => row.id))
  const below = new Map<number | null, T[]>()
  for (const row of rows) {
    const parent = row.parentId !== null && known.has(row.parentId) ? row.parentId : null
    below.set(parent, [...(below.get(parent) ?? []), row])
  }
  const from = (parent: number | null, depth: number): Placed<T>[] =>
    (below.get(parent) ?? []).flatMap((row) => [{ row, depth }, ...from(row.id, depth + 1)])
  return from(null, 0)
}

/** A row and all below it: where it cannot be moved to. */
export function withBelow(rows: readonly TreeRow[], id: number): Set<number> {
  const found = new Set([id])
  for (const { row } of placed(rows)) if (row.parentId !== null && found.has(row.parentId)) found.add(row.id)
  return found
}
