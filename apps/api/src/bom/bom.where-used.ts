import { type Edge, rollUp } from '@framewright/contracts/bom/bom.explosion'
import type { WhereUsed, WhereUsedInput } from '@framewright/contracts/bom/bom.explosion.schema'
import * as fine from '@framewright/contracts/core/fine'
import { notFound } from '@framewright/contracts/errors'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { askOn, perOne, sorted, takenInMaking } from './bom.graph.ts'
import { countsOn, inForce } from './bom.rows.ts'

interface UsedLine extends Edge {
  revision: number
}

/** See `BomQueries.whereUsed`: the walk goes up through the bills in force on that day, each item once. */
export async function whereUsed(read: ReadDb, input: WhereUsedInput, today: string): Promise<WhereUsed> {
  const { itemId, on = today, levels } = input
  const ask = askOn(read)
  const written = await ask(sql<Omit<UsedLine, 'per'> & { per: string }>`
    with recursive part (id, level) as (
      select ${itemId}::int, 0
      union
      select bom.item_id, part.level + 1
      from part
      join bom_line line on line.component_id = part.id and ${countsOn('line', on)}
      join bom on bom.id = line.bom_id and bom.id = ${inForce('bom.item_id', on)}
      left join frame on frame.id = bom.item_id
      where part.level < ${levels} and ${takenInMaking('line', 'frame')}
    ), used as (select id, min(level) as level from part group by id)
    select bom.item_id as whole, line.component_id as part, bom.revision, ${perOne('line', 'component')} as per
    from used
    join bom_line line on line.component_id = used.id and ${countsOn('line', on)}
    join item component on component.id = line.component_id
    join bom on bom.id = line.bom_id and bom.id = ${inForce('bom.item_id', on)}
    join used above on above.id = bom.item_id
    left join frame on frame.id = bom.item_id
    where ${takenInMaking('line', 'frame')}
    order by line.id`)
  const edges: UsedLine[] = written.map((line) => ({ ...line, per: fine.read(line.per) }))
  const ids = [...new Set([itemId, ...edges.map(({ whole }) => whole)])]
  const [items, further] = await Promise.all([
    read.selectFrom('item').select(['id', 'sku', 'name', 'kind', 'unit']).where('id', 'in', ids).execute(),
    // Beyond the levels asked for there may be more above what was found.
    ask(sql<{ id: number }>`
      select distinct line.component_id as id from bom_line line
      join bom on bom.id = line.bom_id and bom.id = ${inForce('bom.item_id', on)}
      where line.component_id = any(${ids}::int[]) and ${countsOn('line', on)}`),
  ])
  const itemOf = new Map(items.map((item) => [item.id, item]))
  if (!itemOf.has(itemId)) throw notFound('item', itemId)

  // How much of it one of each takes, by all ways: as costs are rolled up, with the item itself counting one.
  const structure = await sorted(ask, ids, edges, on)
  const amounts = rollUp(structure, (place) => (structure.order[place] === itemId ? '1' : '0'))
  const level = shortestWays(itemId, edges)
  const usedFurther = new Set(further.map(({ id }) => id))
  const rows = ids.flatMap((id) => {
    const item = itemOf.get(id)
    const place = structure.placeOf.get(id) ?? 0
    const parts = structure.parts[place] ?? []
    if (id === itemId || item === undefined || parts.length === 0) return []
    const through = [...new Set(parts.map(({ edge }) => edge.part))].filter((part) => part !== itemId)
    return [
      {
        itemId: id,
        sku: item.sku,
        name: item.name,
        kind: item.kind,
        unit: item.unit,
        revision: parts[0]?.edge.revision ?? 0,
        level: level.get(id) ?? 0,
        top: !usedFurther.has(id),
        quantity: fine.write(amounts[place] ?? fine.zero),
        through: through.map((part) => ({ itemId: part, name: itemOf.get(part)?.name ?? '' })),
      },
    ]
  })
  return { itemId, on, items: rows.sort((a, b) => a.level - b.level || a.name.localeCompare(b.name)) }
}

function shortestWays(itemId: number, edges: readonly UsedLine[]): Map<number, number> {
  const usedIn = Map.groupBy(edges, ({ part }) => part)
  const level = new Map([[itemId, 0]])
  for (const id of level.keys()) {
    for (const { whole } of usedIn.get(id) ?? []) if (!level.has(whole)) level.set(whole, (level.get(id) ?? 0) + 1)
  }
  return level
}
