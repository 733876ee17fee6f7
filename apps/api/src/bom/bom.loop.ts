import type { BomStatus } from '@framewright/contracts/bom/bom.lifecycle'
import { ruleViolated } from '@framewright/contracts/errors'
import { sql } from 'kysely'
import { build, run, type Tx } from '../core/sql.ts'

/**
 * Walks down from the components through the bills that are in force or will be; meeting the item itself would be a loop.
 * @throws DomainError RULE_VIOLATED naming the way from the item down to itself.
 */
export async function requireNoLoop(
  tx: Tx,
  itemId: number,
  componentIds: readonly number[],
  today: string,
): Promise<void> {
  if (componentIds.length === 0) return
  // Pairs of a whole and its part: however often a part is used, it is walked through once.
  const edges = await run(
    tx,
    build
      .withRecursive('part', (db) =>
        db
          .selectFrom('item')
          .select([sql<number>`${itemId}::int`.as('whole'), 'item.id'])
          .where('item.id', '=', sql<number>`any(${[...new Set(componentIds)]}::int[])`)
          .union((eb) =>
            eb
              .selectFrom('part')
              .innerJoin('bom', 'bom.item_id', 'part.id')
              .innerJoin('bom_line', 'bom_line.bom_id', 'bom.id')
              .select(['part.id as whole', 'bom_line.component_id as id'])
              .where('part.id', '<>', itemId)
              .where('bom.status', '=', sql<BomStatus>`'RELEASED'::bom_status`)
              .where(
                sql<boolean>`bom.revision >= coalesce((select max(b.revision) from bom b
                  where b.item_id = bom.item_id and b.status = 'RELEASED' and b.effective <= ${today}::date), 0)`,
              ),
          ),
      )
      .selectFrom('part')
      .select(['whole', 'id'])
      .where(sql<boolean>`exists (select 1 from part met where met.id = ${itemId})`),
  )
  if (edges.length === 0) return
  const path = wayDown(itemId, edges)
  const items = await tx.item.findMany({ where: { id: { in: path } }, select: { id: true, name: true, sku: true } })
  const named = path.map((id) => items.find((item) => item.id === id)?.name ?? String(id))
  throw ruleViolated(
    'bom.cycle',
    `This bill of materials would make ${named[0]} a part of itself: ${named.join(' → ')}.`,
    { path: path.map((id) => ({ itemId: id, sku: items.find((item) => item.id === id)?.sku ?? '' })) },
  )
}

/** The shortest way from an item down to itself; there is one. */
export function wayDown(itemId: number, edges: readonly { whole: number; id: number }[]): number[] {
  const partsOf = Map.groupBy(edges, (edge) => edge.whole)
  let ways: number[][] = [[itemId]]
  const seen = new Set<number>()
  while (ways.length > 0) {
    const next: number[][] = []
    for (const way of ways) {
      for (const { id } of partsOf.get(way.at(-1) ?? itemId) ?? []) {
        if (id === itemId) return [...way, id]
        if (seen.has(id)) continue
        seen.add(id)
        next.push([...way, id])
      }
    }
    ways = next
  }
  return [itemId, itemId]
}
