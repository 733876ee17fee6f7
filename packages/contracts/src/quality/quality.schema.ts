import { z } from 'zod'
import { Day, Id, Instant, Money, Numbered, Percent, Quantity, Ref, text } from '../core/primitives.ts'
import { InspectionType } from '../inspection-plan/inspection-plan.schema.ts'

/** Days of the shop, both included; the last 90 when not given, at most 400. */
export const QualityInput = z.object({ from: Day.optional(), to: Day.optional() })
export type QualityInput = z.infer<typeof QualityInput>

const Yield = z.object({
  /** Inspections decided that were the first of their goods, and of those the ones that passed. */
  first: z.int(),
  passed: z.int(),
  /** passed ÷ first, in percent; null where there is none. */
  percent: Percent.nullable(),
})

export const QualityDashboard = z.object({
  from: z.string(),
  to: z.string(),
  /** Now. */
  openInspections: z.int(),
  openByType: z.record(InspectionType, z.int()),
  openNonConformances: z.int(),
  undecided: z.int(),
  /** Lost with what was scrapped or sent back, in the days. */
  cost: Money,
  firstPassYield: Yield,
  yieldByType: z.array(Yield.extend({ type: InspectionType })),
  /** By week, its Monday. */
  yieldByWeek: z.array(Yield.extend({ week: z.string() })),
  /** Defects by how often they came, with their part of all so far; at most twenty, the rest together. */
  pareto: z.array(
    z.object({
      defect: z.string(),
      count: z.int(),
      quantity: Quantity,
      cost: Money,
      cumulativePercent: Percent,
      /** All that are not among the twenty. */
      others: z.boolean(),
    }),
  ),
  /** Items with most failed inspections in the days. */
  items: z.array(z.object({ id: Id, sku: z.string(), name: z.string(), failed: z.int(), inspected: z.int() })),
  suppliers: z.array(z.object({ supplier: Ref, failed: z.int(), inspected: z.int(), percent: Percent })),
})
export type QualityDashboard = z.infer<typeof QualityDashboard>

/** Of one plan, what it measured before and no longer names too. */
export const MeasuredInput = z.object({ planId: Id.optional() })
export type MeasuredInput = z.infer<typeof MeasuredInput>

/** The numeric characteristics there are readings of. */
export const MeasuredList = z.object({
  items: z.array(
    z.object({
      plan: Ref,
      characteristic: z.string(),
      unit: z.string(),
      /** Of its plan those that are decided, of the last thousand. */
      inspections: z.int(),
      /** The plan has it now. */
      current: z.boolean(),
    }),
  ),
})
export type MeasuredList = z.infer<typeof MeasuredList>

export const ControlChartInput = z.object({
  /** Of the plan. */
  id: Id,
  /** By its name; the plan's first number when not given. */
  characteristic: text(120).optional(),
  /** The last so many inspections. */
  points: z.int().min(2).max(300).default(60),
})
export type ControlChartInput = z.infer<typeof ControlChartInput>

export const ControlChartData = z.object({
  plan: Ref,
  characteristic: z.string(),
  unit: z.string(),
  /** What the plan says now; null of all where it no longer has it. */
  nominal: Quantity.nullable(),
  lower: Quantity.nullable(),
  upper: Quantity.nullable(),
  /** One an inspection, in the order they were decided: the average of its sample. */
  points: z.array(
    z.object({
      inspection: Numbered,
      at: Instant,
      mean: Quantity,
      samples: z.int(),
      min: Quantity,
      max: Quantity,
    }),
  ),
})
export type ControlChartData = z.infer<typeof ControlChartData>
