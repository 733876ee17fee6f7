import { z } from 'zod'
import { Day, Id, Instant, listInput, Money, page, Quantity, Ref, text } from '../core/primitives.ts'
import { Unit } from '../item/units.ts'

/** What was made of an order at one time, by whom, on which machine, in which shift. */
export const OutputRecord = z.object({
  id: Id,
  order: z.object({ id: Id, number: z.string() }),
  item: z.object({ id: Id, sku: z.string(), name: z.string(), unit: Unit }),
  machine: z.object({ id: Id, code: z.string(), name: z.string() }).nullable(),
  operator: Ref.nullable(),
  /** What was lost after it had come off a stage good was lost by this, at no machine and by nobody's hand. */
  nonConformance: z.object({ id: Id, number: z.string() }).nullable(),
  good: Quantity,
  scrapped: Quantity,
  reason: z.string(),
  startedAt: Instant.nullable(),
  endedAt: Instant,
  /** By the machine's calendar; null without a machine and outside every shift. */
  shift: z.string().nullable(),
  /** The day the shift began. */
  shiftDay: z.string().nullable(),
  /** What the pieces would have taken at the ideal cycle time of then, in seconds; null where it was not known. */
  idealSeconds: Quantity.nullable(),
  materialCost: Money,
  /** The machine's rate of then for the time it took. */
  machineCost: Money,
})
export type OutputRecord = z.infer<typeof OutputRecord>
export const OutputPage = page(OutputRecord)
export type OutputPage = z.infer<typeof OutputPage>

const filters = {
  machineId: Id.optional(),
  operatorId: Id.optional(),
  /** A shift's name. */
  shift: text(60).optional(),
  productionOrderId: Id.optional(),
  itemId: Id.optional(),
  /** With pieces lost, or without. */
  scrap: z.boolean().optional(),
  /** Days in the shop's zone on which they ended. */
  from: Day.optional(),
  to: Day.optional(),
}
export const OutputListInput = listInput(['endedAt', 'id', 'good', 'scrapped'], filters)
export type OutputListInput = z.infer<typeof OutputListInput>
export const OutputFilter = z.object({ search: text(200).optional(), ...filters })
export type OutputFilter = z.infer<typeof OutputFilter>

export const OutputTotalsInput = z
  .object({
    ...filters,
    /** The week that ends today when neither is said. */
    from: Day.optional(),
    to: Day.optional(),
    by: z.enum(['machine', 'operator', 'shift', 'item']).default('machine'),
  })
  .refine(
    ({ from, to }) =>
      from === undefined || to === undefined || (from <= to && Date.parse(to) - Date.parse(from) < 366 * 86_400_000),
    {
      message: 'The end cannot be before the start, nor more than 366 days from it',
      path: ['to'],
    },
  )
export type OutputTotalsInput = z.infer<typeof OutputTotalsInput>

/** What one machine, person, shift or item made. */
export const OutputTotals = z.object({
  rows: z.array(
    z.object({
      /** The machine's, person's or item's; null for a shift, and for what none is named of. */
      id: Id.nullable(),
      name: z.string().nullable(),
      outputs: z.int(),
      good: Quantity,
      scrapped: Quantity,
      /** Between the starts and the ends that were given. */
      seconds: z.number(),
    }),
  ),
})
export type OutputTotals = z.infer<typeof OutputTotals>
