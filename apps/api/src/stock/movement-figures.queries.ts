import * as decimal from '@framewright/contracts/core/decimal'
import { dayAfter } from '@framewright/contracts/machine/zone'
import type { SlowMovers, StockFlow } from '@framewright/contracts/stock/stock.status.schema'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import type { Clock } from '../core/clock.ts'

/** Items shown, the most valuable first. */
const shown = 20
const day = 86_400_000

/** A movement that is demand: to a customer, or into work. Moves between our own places and corrections are not. */
export const isDemand = sql<boolean>`target.usage in ('CUSTOMER', 'WIP') and not source.allow_negative and target.allow_negative`

/**
 * What came and what left, in the shop's days: from a place that is not ours to one that is, and back. Read by the time
 * index of the ledger, so that it costs what moved in those days.
 */
export async function readFlow(read: ReadDb, { timeZone, today }: Clock, days: number): Promise<StockFlow> {
  const last = today()
  const first = dayAfter(last, 1 - days)
  const { rows } = await sql<{ day: string; came: string; went: string; movements: number }>`
    select day::text, coalesce(sum(value) filter (where came), 0) as came, coalesce(sum(value) filter (where not came), 0) as went,
      count(*)::int as movements
    from (
      select (movement.effective_at at time zone ${timeZone})::date as day, source.allow_negative as came,
        movement.quantity * movement.unit_cost as value
      from stock_movement movement
      join location source on source.id = movement.from_id join location target on target.id = movement.to_id
      where movement.effective_at >= ${first}::date::timestamp at time zone ${timeZone}
        and movement.effective_at < ${dayAfter(last)}::date::timestamp at time zone ${timeZone}
        and source.allow_negative <> target.allow_negative
    ) moved
    group by day`.execute(read)
  const found = new Map(rows.map((row) => [row.day, row]))
  return {
    days: Array.from({ length: days }, (_, index) => {
      const row = found.get(dayAfter(first, index))
      return {
        day: dayAfter(first, index),
        in: decimal.money(row?.came ?? '0'),
        out: decimal.money(row?.went ?? '0'),
        movements: row?.movements ?? 0,
      }
    }),
  }
}

interface SlowRow {
  id: number
  sku: string
  name: string
  unit: SlowMovers['items'][number]['unit']
  on_hand: string
  value: string
  last_out: Date | null
  count: number
  total: string
}

/** What lies here, has for so long, and nobody has wanted in that time. */
export async function readSlowMovers(read: ReadDb, now: Date, days: number): Promise<SlowMovers> {
  const since = new Date(now.getTime() - days * day)
  const { rows } = await sql<SlowRow>`
    select slow.*, (
      select max(movement.effective_at) from stock_movement movement
      join location source on source.id = movement.from_id join location target on target.id = movement.to_id
      where movement.item_id = slow.id and ${isDemand}
    ) as last_out
    from (
      select item.id, item.sku, item.name, item.unit, held.on_hand, held.on_hand * item.cost as value,
        (count(*) over ())::int as count, sum(held.on_hand * item.cost) over () as total
      from (
        select item_id, sum(on_hand) as on_hand from stock_balance where not allow_negative
        group by item_id having sum(on_hand) > 0
      ) held
      join item on item.id = held.item_id
      where exists (select from stock_movement first where first.item_id = item.id and first.effective_at < ${since})
        and not exists (
          select from stock_movement movement
          join location source on source.id = movement.from_id join location target on target.id = movement.to_id
          where movement.item_id = item.id and movement.effective_at >= ${since} and ${isDemand}
        )
      order by value desc, item.id limit ${shown}
    ) slow order by slow.value desc, slow.id`.execute(read)
  return {
    days,
    count: rows[0]?.count ?? 0,
    value: decimal.money(rows[0]?.total ?? '0'),
    items: rows.map((row) => ({
      itemId: row.id,
      sku: row.sku,
      name: row.name,
      unit: row.unit,
      onHand: decimal.quantity(row.on_hand),
      value: decimal.money(row.value),
      idleDays: row.last_out === null ? null : Math.floor((now.getTime() - row.last_out.getTime()) / day),
    })),
  }
}
