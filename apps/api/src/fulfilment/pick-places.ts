import * as decimal from '@framewright/contracts/core/decimal'
import type { PickList } from '@framewright/contracts/fulfilment/fulfilment.schema'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { distribute } from '../stock/reserving.ts'

/** So much of a fulfilment's line at a place of the storage. */
export interface PickPlace {
  fulfilmentId: number
  lineId: number
  locationId: number
  code: string
  name: string
  walkOrder: number | null
  quantity: string
}

/**
 * Where what is promised to the lines of waiting fulfilments lies. Several fulfilments of one order's line share its
 * promise: the older takes first.
 */
export async function pickPlacesOf(read: ReadDb, fulfilmentIds: readonly number[]): Promise<PickPlace[]> {
  if (fulfilmentIds.length === 0) return []
  const lines = await read
    .selectFrom('fulfilment_line as line')
    .innerJoin('fulfilment', 'fulfilment.id', 'line.fulfilment_id')
    .innerJoin('item', 'item.id', 'line.item_id')
    .select([
      'line.id',
      'line.fulfilment_id',
      'line.item_id',
      'line.quantity',
      'line.sales_line_id',
      'line.invoice_line_id',
    ])
    .where((eb) =>
      // Those of the same order's lines in other waiting fulfilments too: they have a share in the promise.
      eb.or([
        eb('line.fulfilment_id', 'in', fulfilmentIds),
        sql<boolean>`line.sales_line_id in (select sales_line_id from fulfilment_line where fulfilment_id = any(${[...fulfilmentIds]}::int[]))`,
        sql<boolean>`line.invoice_line_id in (select invoice_line_id from fulfilment_line where fulfilment_id = any(${[...fulfilmentIds]}::int[]))`,
      ]),
    )
    .where('fulfilment.status', '=', 'PENDING')
    .where('item.kind', '<>', 'SERVICE')
    .orderBy('line.id')
    .execute()
  const salesIds = lines.flatMap((line) => line.sales_line_id ?? [])
  const invoiceIds = lines.flatMap((line) => line.invoice_line_id ?? [])
  const reserved = await read
    .selectFrom('reservation')
    .innerJoin('location', 'location.id', 'reservation.location_id')
    .select(['reservation.sales_line_id', 'reservation.invoice_line_id', 'reservation.item_id as itemId'])
    .select(['reservation.location_id as locationId', 'location.code', 'location.name', 'location.walk_order'])
    .select(sql<string>`(reservation.quantity - reservation.consumed)::text`.as('quantity'))
    .where('reservation.released', '=', false)
    .where(
      sql<boolean>`(reservation.sales_line_id = any(${salesIds}::int[]) or reservation.invoice_line_id = any(${invoiceIds}::int[]))`,
    )
    .orderBy(sql`location.walk_order nulls last`)
    .orderBy('location.code')
    .execute()
  const wanted = new Set(fulfilmentIds)
  const places: PickPlace[] = []
  const demands = Map.groupBy(lines, (line) => line.sales_line_id ?? -(line.invoice_line_id ?? 0))
  for (const [demand, sharing] of demands) {
    const held = reserved.filter((one) => (one.sales_line_id ?? -(one.invoice_line_id ?? 0)) === demand)
    const parts = distribute(
      sharing.map((line) => ({ lineId: line.id, itemId: line.item_id, quantity: line.quantity })),
      held,
    )
    for (const part of parts) {
      const line = sharing.find((one) => one.id === part.lineId)
      const place = held.find((one) => one.locationId === part.locationId)
      if (line === undefined || place === undefined || !wanted.has(line.fulfilment_id)) continue
      places.push({
        fulfilmentId: line.fulfilment_id,
        lineId: line.id,
        locationId: part.locationId,
        code: place.code,
        name: place.name,
        walkOrder: place.walk_order,
        quantity: decimal.quantity(part.quantity),
      })
    }
  }
  return places.toSorted(byWay)
}

/** The order one walks past the places; those without a place on the way come last, by code. */
const byWay = (a: PickPlace, b: PickPlace) =>
  (a.walkOrder ?? Number.MAX_SAFE_INTEGER) - (b.walkOrder ?? Number.MAX_SAFE_INTEGER) ||
  (a.code < b.code ? -1 : a.code > b.code ? 1 : a.lineId - b.lineId)

/** The picks place by place. */
export async function placesToWalk(read: ReadDb, fulfilmentIds: readonly number[]): Promise<PickList['places']> {
  const places = await pickPlacesOf(read, fulfilmentIds)
  if (places.length === 0) return []
  const lines = await read
    .selectFrom('fulfilment_line as line')
    .innerJoin('fulfilment', 'fulfilment.id', 'line.fulfilment_id')
    .innerJoin('item', 'item.id', 'line.item_id')
    .select(['line.id', 'line.item_id', 'line.item_name', 'fulfilment.number', 'item.sku', 'item.unit'])
    .where('line.fulfilment_id', 'in', fulfilmentIds)
    .execute()
  const lineOf = new Map(lines.map((line) => [line.id, line]))
  return [...Map.groupBy(places, (place) => place.locationId)].map(([locationId, here]) => {
    const [{ code, name, walkOrder }] = here as [PickPlace]
    return {
      locationId,
      code,
      name,
      walkOrder,
      picks: here.flatMap(({ fulfilmentId, lineId, quantity }) => {
        const line = lineOf.get(lineId)
        if (line === undefined) return []
        const { number, item_id: itemId, sku, item_name: itemName, unit } = line
        return [{ fulfilmentId, number, lineId, itemId, sku, itemName, unit, quantity }]
      }),
    }
  })
}
