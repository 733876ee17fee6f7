export interface LateRow {
  key: string
  number: string
  what: string
  /** How many days ago it was due. */
  days: number
}

interface Late {
  id: number
  number: string
  dueDate: string | null
}

/** Late production orders and work orders in one list, the longest overdue first. */
export function lateRows(
  production: readonly (Late & { item: { name: string } })[],
  work: readonly (Late & { frame: { name: string } })[],
  now: Date,
  most: number,
): LateRow[] {
  const row = (kind: string, { id, number, dueDate }: Late, what: string): LateRow => ({
    key: `${kind}-${id}`,
    number,
    what,
    days: dueDate === null ? 0 : daysSince(dueDate, now),
  })
  return [
    ...production.map((order) => row('production', order, order.item.name)),
    ...work.map((order) => row('work', order, order.frame.name)),
  ]
    .sort((a, b) => b.days - a.days || a.number.localeCompare(b.number))
    .slice(0, most)
}

const dayMs = 86_400_000

/** Whole days from a calendar day to the day it is here; what the server calls late is at least one. */
function daysSince(day: string, now: Date): number {
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())
  return Math.max(1, Math.round((today - Date.parse(`${day}T00:00:00Z`)) / dayMs))
}
