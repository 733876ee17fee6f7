import * as decimal from '@framewright/contracts/core/decimal'
import { invalid, notFound } from '@framewright/contracts/errors'
import { type InspectionType, inspectionTypes } from '@framewright/contracts/inspection-plan/inspection-plan.schema'
import type { QualityDashboard, QualityInput } from '@framewright/contracts/quality/quality.schema'
import type { QualityQueries } from '@framewright/contracts/quality/quality.service'
import { type RawBuilder, sql } from 'kysely'
import { shiftDay } from '../core/clock.ts'
import type { Deps } from '../core/deps.ts'
import { readKept } from '../statistics/kept.ts'

const mostDays = 400
const mostDefects = 20

export function qualityQueries({ read, clock }: Pick<Deps, 'read' | 'clock'>): QualityQueries {
  const rowsOf = async <Row>(query: RawBuilder<Row>): Promise<Row[]> => (await query.execute(read)).rows

  return {
    async dashboard(_call, input) {
      const days = daysOf(input, clock.today())
      const zone = clock.timeZone
      const since = sql`(${days.from}::date::timestamp AT TIME ZONE ${zone})`
      const until = sql`((${days.to}::date + 1)::timestamp AT TIME ZONE ${zone})`
      const decided = sql`i.decided_at >= ${since} AND i.decided_at < ${until} AND i.status IN ('PASSED', 'FAILED')`
      const [kept, yields, defects, items, suppliers] = await Promise.all([
        readKept(read, ['inspection', 'nonConformance']),
        rowsOf(sql<{ type: InspectionType; week: string; first: number; passed: number }>`
          SELECT i.type::text AS type, to_char(date_trunc('week', i.decided_at AT TIME ZONE ${zone}), 'YYYY-MM-DD') AS week,
            count(*)::int AS first, (count(*) FILTER (WHERE i.status = 'PASSED'))::int AS passed
          FROM inspection i WHERE ${decided} AND i.repeats_id IS NULL GROUP BY 1, 2`),
        rowsOf(sql<{ defect: string; count: number; quantity: string; cost: string; others: boolean; lost: string }>`
          WITH counted AS (
            SELECT min(n.defect) AS defect, count(*)::int AS count, sum(n.quantity) AS quantity, sum(n.cost) AS cost,
              row_number() OVER (ORDER BY count(*) DESC, min(n.defect)) > ${mostDefects} AS others
            FROM non_conformance n WHERE n.created_at >= ${since} AND n.created_at < ${until} GROUP BY lower(n.defect)
          )
          SELECT CASE WHEN others THEN 'Others' ELSE defect END AS defect, sum(count)::int AS count,
            sum(quantity)::text AS quantity, sum(cost)::text AS cost, others
          FROM counted GROUP BY 1, others ORDER BY others, 2 DESC, 1`),
        rowsOf(sql<{ id: number; sku: string; name: string; failed: number; inspected: number }>`
          SELECT item.id, item.sku, item.name, (count(*) FILTER (WHERE i.status = 'FAILED'))::int AS failed,
            count(*)::int AS inspected
          FROM inspection i JOIN item ON item.id = i.item_id WHERE ${decided}
          GROUP BY item.id HAVING count(*) FILTER (WHERE i.status = 'FAILED') > 0
          ORDER BY failed DESC, inspected, item.id LIMIT 10`),
        rowsOf(sql<{ id: number; name: string; failed: number; inspected: number }>`
          SELECT s.id, s.name, (count(*) FILTER (WHERE i.status = 'FAILED'))::int AS failed, count(*)::int AS inspected
          FROM inspection i JOIN purchase_order o ON o.id = i.source_id JOIN supplier s ON s.id = o.supplier_id
          WHERE ${decided} AND i.source_type = 'purchaseOrder' AND i.repeats_id IS NULL
          GROUP BY s.id ORDER BY failed DESC, inspected DESC, s.id LIMIT 10`),
      ])
      const open = openByType(kept.inspection ?? {})
      const ncr = kept.nonConformance ?? {}
      const undecided = ncr.OPEN?.count ?? 0
      const weeks = [...new Set(yields.map((row) => row.week))].toSorted()
      return {
        ...days,
        openInspections: Object.values(open).reduce((sum, count) => sum + count, 0),
        openByType: open,
        openNonConformances: undecided + (ncr.DISPOSITIONED?.count ?? 0),
        undecided,
        cost: decimal.money(decimal.sum(defects.map((row) => row.cost))),
        firstPassYield: yieldOf(yields),
        yieldByType: inspectionTypes.flatMap((type) => {
          const of = yields.filter((row) => row.type === type)
          return of.length === 0 ? [] : [{ type, ...yieldOf(of) }]
        }),
        yieldByWeek: weeks.map((week) => ({ week, ...yieldOf(yields.filter((row) => row.week === week)) })),
        pareto: pareto(defects),
        items,
        suppliers: suppliers.map(({ id, name, failed, inspected }) => ({
          supplier: { id, name },
          failed,
          inspected,
          percent: percentOf(inspected - failed, inspected) ?? '0',
        })),
      }
    },

    async measured(_call, { planId }) {
      // Of the plans there are, what they measure; how often is looked up by the index of each plan's inspections.
      const rows = await rowsOf(sql<Measured>`
        SELECT p.id, p.name, c.name AS characteristic, c.unit, coalesce(r.n, 0) AS n, true AS current
        FROM inspection_plan p
        JOIN inspection_plan_characteristic c ON c.plan_id = p.id AND c.kind = 'NUMERIC'
        CROSS JOIN LATERAL (
          SELECT count(*)::int AS n FROM (
            SELECT 1 FROM inspection i WHERE i.plan_id = p.id AND i.decided_at IS NOT NULL LIMIT 1000
          ) AS decided
        ) r
        WHERE ${planId === undefined ? sql`true` : sql`p.id = ${planId}`}
        ORDER BY r.n DESC, lower(p.name), p.id, c.line_no LIMIT 200`)
      const before = planId === undefined ? [] : await rowsOf(measuredBefore(planId))
      return {
        items: [...rows, ...before].map(({ id, name, characteristic, unit, n, current }) => ({
          ...{ plan: { id, name }, characteristic, unit, inspections: n, current },
        })),
      }
    },

    async controlChart(_call, { id: planId, characteristic: named, points }) {
      const [plan] = await rowsOf(sql<{
        name: string
        characteristic: string | null
        unit: string | null
        nominal: string | null
        lower: string | null
        upper: string | null
      }>`
        SELECT p.name, c.name AS characteristic, c.unit, trim_scale(c.nominal)::text AS nominal, trim_scale(c.lower)::text AS lower,
          trim_scale(c.upper)::text AS upper
        FROM inspection_plan p
        LEFT JOIN inspection_plan_characteristic c ON c.plan_id = p.id AND c.kind = 'NUMERIC'
          AND (c.name = ${named ?? null}::text OR ${named === undefined}::boolean)
        WHERE p.id = ${planId} ORDER BY c.line_no LIMIT 1`)
      if (plan === undefined) throw notFound('inspection plan', planId)
      const characteristic = named ?? plan.characteristic ?? ''
      const rows = await rowsOf(sql<{
        id: number
        number: string
        at: Date
        mean: string
        samples: number
        min: string
        max: string
        unit: string
      }>`
        WITH last AS (
          SELECT i.id, i.number, i.decided_at, c.id AS characteristic_id, c.unit
          FROM inspection i
          JOIN inspection_characteristic c ON c.inspection_id = i.id AND c.name = ${characteristic} AND c.kind = 'NUMERIC'
          WHERE i.plan_id = ${planId} AND i.decided_at IS NOT NULL
            AND EXISTS (SELECT FROM inspection_reading r WHERE r.characteristic_id = c.id AND r.value IS NOT NULL)
          ORDER BY i.decided_at DESC, i.id DESC LIMIT ${points}
        )
        SELECT last.id, last.number, last.decided_at AS at, round(avg(r.value), 6)::text AS mean,
          count(*)::int AS samples, min(r.value)::text AS min, max(r.value)::text AS max, last.unit
        FROM last JOIN inspection_reading r ON r.characteristic_id = last.characteristic_id AND r.value IS NOT NULL
        GROUP BY last.id, last.number, last.decided_at, last.unit ORDER BY last.decided_at, last.id`)
      return {
        plan: { id: planId, name: plan.name },
        characteristic,
        // One that the plan has no longer is in what it was measured in last.
        unit: plan.unit ?? rows.at(-1)?.unit ?? '',
        nominal: plan.nominal,
        lower: plan.lower,
        upper: plan.upper,
        points: rows.map((row) => ({
          inspection: { id: row.id, number: row.number },
          at: row.at.toISOString(),
          mean: decimal.quantity(row.mean),
          samples: row.samples,
          min: decimal.quantity(row.min),
          max: decimal.quantity(row.max),
        })),
      }
    },
  }
}

interface Measured {
  id: number
  name: string
  characteristic: string
  unit: string
  n: number
  current: boolean
}

/** What the last thousand inspections of a plan measured and the plan does not name any more. */
const measuredBefore = (planId: number) => sql<Measured>`
  WITH last AS (
    SELECT i.id FROM inspection i WHERE i.plan_id = ${planId} AND i.decided_at IS NOT NULL
    ORDER BY i.decided_at DESC LIMIT 1000
  )
  SELECT p.id, p.name, c.name AS characteristic, (array_agg(c.unit ORDER BY c.id DESC))[1] AS unit, count(*)::int AS n,
    false AS current
  FROM last
  JOIN inspection_characteristic c ON c.inspection_id = last.id AND c.kind = 'NUMERIC'
  JOIN inspection_plan p ON p.id = ${planId}
  WHERE EXISTS (SELECT FROM inspection_reading r WHERE r.characteristic_id = c.id AND r.value IS NOT NULL)
    AND NOT EXISTS (SELECT FROM inspection_plan_characteristic now
      WHERE now.plan_id = p.id AND now.kind = 'NUMERIC' AND now.name = c.name)
  GROUP BY p.id, c.name ORDER BY max(c.id) DESC LIMIT 50`

function daysOf({ from, to }: QualityInput, today: string): { from: string; to: string } {
  const end = to ?? today
  const start = from ?? shiftDay(end, -89)
  if (start > end) throw invalid('to', 'The last day cannot be before the first')
  if (shiftDay(start, mostDays) < end) throw invalid('from', `At most ${mostDays} days can be looked at together`)
  return { from: start, to: end }
}

const percentOf = (part: number, whole: number): string | null =>
  whole === 0 ? null : decimal.quantity(decimal.money(decimal.divide(decimal.multiply(part, 100), whole)))

function yieldOf(rows: readonly { first: number; passed: number }[]) {
  const first = rows.reduce((sum, row) => sum + row.first, 0)
  const passed = rows.reduce((sum, row) => sum + row.passed, 0)
  return { first, passed, percent: percentOf(passed, first) }
}

function pareto(
  defects: readonly { defect: string; count: number; quantity: string; cost: string; others: boolean }[],
): QualityDashboard['pareto'] {
  const total = defects.reduce((sum, row) => sum + row.count, 0)
  let before = 0
  return defects.map(({ defect, count, quantity, cost, others }) => {
    before += count
    return {
      ...{ defect, count, others, quantity: decimal.quantity(quantity), cost: decimal.money(cost) },
      cumulativePercent: percentOf(before, total) ?? '0',
    }
  })
}

/** "INCOMING:OPEN" and so on, as they are kept. */
function openByType(kept: Record<string, { count: number }>): Record<InspectionType, number> {
  const open = (type: InspectionType) => kept[`${type}:OPEN`]?.count ?? 0
  return {
    INCOMING: open('INCOMING'),
    IN_PROCESS: open('IN_PROCESS'),
    OUTGOING: open('OUTGOING'),
    TRANSFER: open('TRANSFER'),
  }
}
