import { z } from 'zod'
import { Day, Id, Percent, Quantity } from '../core/primitives.ts'

/** At most so many days at once: what is not kept is computed, and that is bounded. */
export const mostDays = 92

export const PerformanceInput = z
  .object({
    /** The week that ends today when neither is said. */
    from: Day.optional(),
    to: Day.optional(),
    /** All active machines when not given. */
    machineId: Id.optional(),
    /** Rows by day, or by each day's shift. */
    by: z.enum(['day', 'shift']).default('day'),
  })
  .refine(
    ({ from, to }) =>
      from === undefined ||
      to === undefined ||
      (from <= to && Date.parse(to) - Date.parse(from) < mostDays * 86_400_000),
    {
      message: `The end cannot be before the start, nor more than ${mostDays} days from it`,
      path: ['to'],
    },
  )
export type PerformanceInput = z.infer<typeof PerformanceInput>

/** Percentages with two places; null where there is nothing to divide by. Times in seconds, clipped to now. */
export const Figures = z.object({
  plannedSeconds: z.number(),
  runSeconds: z.number(),
  /** Running in and outside of open time, by open time: above 100 with work at night. */
  utilisation: Percent.nullable(),
  /** By what the machine was said to be; what nobody said anything of is with OFF. */
  lostSeconds: z.object({ DOWN: z.number(), MAINTENANCE: z.number(), IDLE: z.number(), OFF: z.number() }),
  /** At the ideal cycle time; null where that of some pieces is not known. */
  idealSeconds: z.number().nullable(),
  good: Quantity,
  scrapped: Quantity,
  availability: Percent.nullable(),
  performance: Percent.nullable(),
  quality: Percent.nullable(),
  oee: Percent.nullable(),
})
export type Figures = z.infer<typeof Figures>

export const PerformanceRow = Figures.extend({
  machineId: Id,
  day: z.string(),
  /** Null by day. */
  shift: z.string().nullable(),
})
export type PerformanceRow = z.infer<typeof PerformanceRow>

export const Performance = z.object({
  from: z.string(),
  to: z.string(),
  machines: z.array(Figures.extend({ id: Id, code: z.string(), name: z.string() })),
  days: z.array(Figures.extend({ day: z.string() })),
  rows: z.array(PerformanceRow),
  total: Figures,
  /** Why machines were down or in maintenance in their open time, the longest first. */
  reasons: z.array(
    z.object({ state: z.enum(['DOWN', 'MAINTENANCE', 'IDLE']), reason: z.string(), seconds: z.number() }),
  ),
  /** Made outside every shift, which the figures leave out. */
  outside: z.object({ good: Quantity, scrapped: Quantity }),
})
export type Performance = z.infer<typeof Performance>
