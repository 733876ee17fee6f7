import type { Caller } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import type { PeriodInput, ReportKind, ReportSection } from '@framewright/contracts/report/report.schema'
import type { ReadDb } from '@framewright/db/client'
import { type RawBuilder, sql } from 'kysely'
import { seesOwnOnly } from '../sales-order/sales-order.sql.ts'
import { readKeptDays } from '../statistics/kept.ts'
import { qualitySections } from './report.quality.ts'
import { count, grainOf, money, quantity, section, table, text, within } from './report.table.ts'

/** Days of the shop, in its zone. */
export interface Period extends PeriodInput {
  timeZone: string
}

/** The tables of each report. Days are the documents' own; instants are of the shop's days. */
export const readSections: Record<
  ReportKind,
  (read: ReadDb, caller: Caller, period: Period) => Promise<ReportSection[]>
> = {
  async SALES(read, caller, { from, to }) {
    const own = seesOwnOnly(caller) ? sql`and sales_order.owner_id = ${caller.userId}` : sql``
    const sold = sql`sales_order.order_date between ${from}::date and ${to}::date
      and sales_order.status not in ('DRAFT', 'CANCELLED') ${own}`
    const grain = grainOf(from, to)
    return Promise.all([
      table(
        read,
        'periods',
        grain.title,
        [grain.column, count('Orders'), money('Net'), money('Tax'), money('Total')],
        1,
        {
          rows: sql`select ${grain.of(sql`order_date`)}, count(*)::text, sum(subtotal)::text, sum(tax_total)::text, sum(total)::text
          from sales_order where ${sold} group by 1 order by 1`,
        },
      ),
      table(
        read,
        'customers',
        'By customer',
        [text('No.'), text('Customer'), count('Orders'), money('Net'), money('Total')],
        2,
        {
          rows: sql`select customer.code, customer.name, count(*)::text, sum(subtotal)::text, sum(total)::text
          from sales_order join customer on customer.id = customer_id where ${sold}
          group by customer.id order by sum(total) desc, customer.id`,
        },
      ),
      table(
        read,
        'items',
        'By item',
        [text('SKU'), text('Item'), text('Unit'), quantity('Quantity'), money('Net')],
        3,
        {
          rows: sql`select item.sku, item.name, item.unit, sum(line.quantity)::text, sum(line.subtotal)::text
          from sales_order join sales_order_line line on line.order_id = sales_order.id and not line.cancelled
          join item on item.id = line.item_id where ${sold}
          group by item.id order by sum(line.subtotal) desc, item.id`,
          // Pieces and metres do not add up.
          unsummed: [3],
        },
      ),
    ])
  },

  async PURCHASING(read, _caller, { from, to, timeZone }) {
    const ordered = sql`purchase_order.order_date between ${from}::date and ${to}::date
      and purchase_order.status <> 'CANCELLED'`
    const grain = grainOf(from, to)
    return Promise.all([
      table(read, 'periods', grain.title, [grain.column, count('Orders'), money('Ordered')], 1, {
        rows: sql`select ${grain.of(sql`order_date`)}, count(*)::text, sum(total_amount)::text
          from purchase_order where ${ordered} group by 1 order by 1`,
      }),
      table(read, 'suppliers', 'By supplier', [text('No.'), text('Supplier'), count('Orders'), money('Ordered')], 2, {
        rows: sql`select supplier.code, supplier.name, count(*)::text, sum(total_amount)::text
          from purchase_order join supplier on supplier.id = supplier_id where ${ordered}
          group by supplier.id order by sum(total_amount) desc, supplier.id`,
      }),
      table(
        read,
        'received',
        'Received',
        [text('Item'), count('Deliveries'), quantity('Quantity'), money('Value')],
        1,
        {
          rows: sql`select line.item_name, count(distinct receipt.id)::text, sum(got.quantity)::text,
            sum(round(got.quantity * line.unit_price, 2))::text
          from receipt join receipt_line got on got.receipt_id = receipt.id
          join purchase_order_line line on line.id = got.order_line_id
          where ${within(sql`receipt.received_at`, from, to, timeZone)}
          group by line.item_name order by sum(got.quantity * line.unit_price) desc, line.item_name`,
          unsummed: [1, 2],
        },
      ),
    ])
  },

  async PRODUCTION(read, _caller, { from, to }) {
    const made = sql`output.day between ${from}::date and ${to}::date`
    return Promise.all([
      planAgainstActual(read, from, to),
      table(
        read,
        'items',
        'By item',
        [text('SKU'), text('Item'), quantity('Finished'), quantity('Lost'), money('Material')],
        2,
        {
          rows: sql`select item.sku, item.name, coalesce(sum(output.good) filter (where output.finished), 0)::text,
              sum(output.scrapped)::text, round(sum(output.material_cost), 2)::text
            from production_output output join production_order on production_order.id = output.order_id
            join item on item.id = production_order.item_id where ${made}
            group by item.id order by sum(output.good) desc, item.id`,
        },
      ),
      table(read, 'reasons', 'Lost, by reason', [text('Reason'), count('Times'), quantity('Lost')], 1, {
        rows: sql`select coalesce(nullif(output.reason, ''), 'No reason given'), count(*)::text, sum(output.scrapped)::text
          from production_output output where ${made} and output.scrapped > 0
          group by 1 order by sum(output.scrapped) desc, 1`,
      }),
    ])
  },

  async STOCK(read, _caller, { from, to, timeZone }) {
    const moved = sql`stock_movement movement join location origin on origin.id = movement.from_id
      join location target on target.id = movement.to_id
      where ${within(sql`movement.effective_at`, from, to, timeZone)}`
    const ours = (place: RawBuilder<unknown>) => sql`${place} in ('STORAGE', 'QUARANTINE', 'STAGING')`
    const [came, went] = [
      sql`not ${ours(sql`origin.usage`)} and ${ours(sql`target.usage`)}`,
      sql`${ours(sql`origin.usage`)} and not ${ours(sql`target.usage`)}`,
    ]
    const value = sql`movement.quantity * movement.unit_cost`
    return Promise.all([
      table(read, 'kinds', 'By kind of movement', [text('Movement'), count('Movements'), money('Value at cost')], 1, {
        rows: sql`select case
            when origin.usage = 'SUPPLIER' then 'Received' when target.usage = 'SUPPLIER' then 'Sent back'
            when target.usage = 'CUSTOMER' then 'Delivered' when origin.usage = 'CUSTOMER' then 'Returned'
            when target.usage = 'SCRAP' then 'Scrapped' when origin.usage = 'SCRAP' then 'Taken back from scrap'
            when origin.usage = 'ADJUSTMENT' then 'Found or opened' when target.usage = 'ADJUSTMENT' then 'Missing or corrected'
            when target.usage = 'WIP' then 'Consumed' when origin.usage = 'WIP' then 'Made'
            else 'Moved within' end, count(*)::text, round(sum(${value}), 2)::text
          from ${moved} group by 1 order by 1`,
        unsummed: [2],
      }),
      table(
        read,
        'items',
        'By item',
        [
          text('SKU'),
          text('Item'),
          text('Unit'),
          quantity('In'),
          quantity('Out'),
          money('In at cost'),
          money('Out at cost'),
        ],
        3,
        {
          rows: sql`select item.sku, item.name, item.unit,
              coalesce(sum(quantity) filter (where came), 0)::text, coalesce(sum(quantity) filter (where went), 0)::text,
              round(coalesce(sum(value) filter (where came), 0), 2)::text, round(coalesce(sum(value) filter (where went), 0), 2)::text
            from (select movement.item_id, movement.quantity, ${value} as value, ${came} as came, ${went} as went from ${moved}) moves
            join item on item.id = moves.item_id where came or went
            group by item.id order by sum(value) desc, item.id`,
          unsummed: [3, 4],
        },
      ),
    ])
  },

  QUALITY: qualitySections,
}

/** As the dashboard keeps it: due, finished and lost. */
async function planAgainstActual(read: ReadDb, from: string, to: string): Promise<ReportSection> {
  const grain = grainOf(from, to)
  const kept = await readKeptDays(read, ['productionPlan', 'productionGood', 'productionLost'], from, to)
  const rows = new Map<string, [string, string, string]>()
  ;(['productionPlan', 'productionGood', 'productionLost'] as const).forEach((metric, index) => {
    for (const [day, { amount }] of Object.entries(kept[metric] ?? {})) {
      const key = grain.byDay ? day : day.slice(0, 7)
      const row = rows.get(key) ?? ['0', '0', '0']
      row[index] = decimal.add(row[index] ?? '0', amount)
      rows.set(key, row)
    }
  })
  const columns = [grain.column, quantity('Due'), quantity('Finished'), quantity('Lost')]
  const listed = [...rows]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([key, figures]) => [key, ...figures.map((figure) => decimal.quantity(figure))])
  return section('periods', `Plan against actual, ${grain.title.toLowerCase()}`, columns, 1, listed, [])
}
