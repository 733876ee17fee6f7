import type { Caller } from '@framewright/contracts/core/context'
import type { ReportSection } from '@framewright/contracts/report/report.schema'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import type { Period } from './report.period.ts'
import { count, grainOf, money, percent, quantity, table, text, within } from './report.table.ts'

/**
 * What was inspected and what was wrong, by the days of the shop on which it was decided or raised. The first pass is the
 * first inspection of its goods: what is looked at again after rework does not count for it.
 */
export async function qualitySections(
  read: ReadDb,
  _caller: Caller,
  { from, to, timeZone }: Period,
): Promise<ReportSection[]> {
  const grain = grainOf(from, to)
  const decided = sql`inspection.status in ('PASSED', 'FAILED')
    and ${within(sql`inspection.decided_at`, from, to, timeZone)}`
  const raised = within(sql`ncr.created_at`, from, to, timeZone)
  const passed = sql`(count(*) filter (where inspection.status = 'PASSED'))::text`
  const failed = sql`(count(*) filter (where inspection.status = 'FAILED'))::text`
  return Promise.all([
    table(
      read,
      'periods',
      grain.title,
      [
        grain.column,
        count('Inspections'),
        count('Passed'),
        count('Failed'),
        count('Non-conformances'),
        money('Lost at cost'),
      ],
      1,
      {
        rows: sql`select period, sum(inspected)::text, sum(passed)::text, sum(inspected - passed)::text, sum(raised)::text,
            sum(cost)::text
          from (
            select ${grain.of(sql`inspection.decided_at at time zone ${timeZone}`)} as period, 1 as inspected,
              (inspection.status = 'PASSED')::int as passed, 0 as raised, 0::numeric as cost
            from inspection where ${decided}
            union all
            select ${grain.of(sql`ncr.created_at at time zone ${timeZone}`)}, 0, 0, 1, ncr.cost
            from non_conformance ncr where ${raised}
          ) found group by period order by period`,
      },
    ),
    table(
      read,
      'kinds',
      'First pass, by kind of inspection',
      [text('Kind'), count('First inspections'), count('Passed'), percent('First-pass yield (%)')],
      1,
      {
        rows: sql`select case type when 'INCOMING' then 'Incoming' when 'IN_PROCESS' then 'In process'
              when 'OUTGOING' then 'Outgoing' else 'Transfer' end,
            count(*)::text, ${passed},
            round(100.0 * count(*) filter (where inspection.status = 'PASSED') / count(*), 2)::text
          from inspection where ${decided} and repeats_id is null group by type order by type`,
        part: { column: 3, of: 2, whole: 1 },
      },
    ),
    table(
      read,
      'defects',
      'Defects',
      [text('Defect'), count('Times'), quantity('Quantity'), money('Lost at cost')],
      1,
      {
        rows: sql`select min(ncr.defect), count(*)::text, sum(ncr.quantity)::text, sum(ncr.cost)::text
          from non_conformance ncr where ${raised}
          group by lower(ncr.defect) order by count(*) desc, lower(ncr.defect)`,
        // Pieces and metres do not add up.
        unsummed: [2],
      },
    ),
    table(
      read,
      'items',
      'By item',
      [text('SKU'), text('Item'), count('Inspections'), count('Passed'), count('Failed')],
      2,
      {
        rows: sql`select item.sku, item.name, count(*)::text, ${passed}, ${failed}
          from inspection join item on item.id = inspection.item_id where ${decided}
          group by item.id order by count(*) filter (where inspection.status = 'FAILED') desc, count(*) desc, item.id`,
      },
    ),
    table(
      read,
      'suppliers',
      'First pass, by supplier',
      [text('No.'), text('Supplier'), count('First inspections'), count('Passed'), percent('First-pass yield (%)')],
      2,
      {
        rows: sql`select supplier.code, supplier.name, count(*)::text, ${passed},
            round(100.0 * count(*) filter (where inspection.status = 'PASSED') / count(*), 2)::text
          from inspection join purchase_order on purchase_order.id = inspection.source_id
          join supplier on supplier.id = purchase_order.supplier_id
          where ${decided} and inspection.source_type = 'purchaseOrder' and inspection.repeats_id is null
          group by supplier.id
          order by 1.0 * count(*) filter (where inspection.status = 'PASSED') / count(*), count(*) desc, supplier.id`,
        part: { column: 4, of: 3, whole: 2 },
      },
    ),
  ])
}
