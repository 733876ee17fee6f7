import { z } from 'zod'
import { Id, Instant, listInput, page, Quantity } from '../core/primitives.ts'
import { Unit } from '../item/units.ts'
import { ProductionOrderStatus } from '../production-order/production-order.schema.ts'
import { Priority } from '../work-order/work-order.schema.ts'
import { CalendarException, CalendarRevision } from './calendar.schema.ts'
import { MachineStateName, span } from './machine.schema.ts'

/** An order as the board shows it. */
export const BoardOrder = z.object({
  id: Id,
  number: z.string(),
  itemId: Id,
  item: z.object({ sku: z.string(), name: z.string(), unit: Unit }),
  status: ProductionOrderStatus,
  planned: Quantity,
  left: Quantity,
  priority: Priority,
  dueDate: z.string().nullable(),
  machineId: Id.nullable(),
  scheduledStart: Instant.nullable(),
  scheduledEnd: Instant.nullable(),
  scheduledSeconds: z.int().nullable(),
  /** Ends behind its due day, or is open and past it. */
  late: z.boolean(),
  /** Open, and another open order lies on the same machine at the same time. */
  conflict: z.boolean(),
  /** The calendar has changed since: it would now begin or end at another time. */
  outdated: z.boolean(),
  version: z.int(),
  /** Whether this caller may move it. */
  maySchedule: z.boolean(),
})
export type BoardOrder = z.infer<typeof BoardOrder>

export const BoardMachine = z.object({
  id: Id,
  code: z.string(),
  name: z.string(),
  state: MachineStateName,
  stateSince: Instant,
  active: z.boolean(),
  /** Of `calendars`; null: round the clock. */
  calendarId: Id.nullable(),
  /** Its own, which come on top. */
  exceptions: z.array(CalendarException),
  cycleSeconds: Quantity.nullable(),
  /** Where an item differs from it. */
  cycles: z.array(z.object({ itemId: Id, cycleSeconds: Quantity })),
  orders: z.array(BoardOrder),
})
export type BoardMachine = z.infer<typeof BoardMachine>

const days = span(62)
/** The week from now on when nothing is said. */
export const BoardInput = z
  .object({ ...days.shape, departmentId: Id.optional() })
  .refine(days.check.fits, days.check.said)
export type BoardInput = z.infer<typeof BoardInput>

export const Board = z.object({
  now: Instant,
  timeZone: z.string(),
  calendars: z.array(
    z.object({
      id: Id,
      name: z.string(),
      revisions: z.array(CalendarRevision),
      exceptions: z.array(CalendarException),
    }),
  ),
  machines: z.array(BoardMachine),
})
export type Board = z.infer<typeof Board>

/** Open and not scheduled: what is due first comes first. */
export const UnscheduledInput = listInput(['dueDate', 'id'], { machineId: Id.optional() })
export type UnscheduledInput = z.infer<typeof UnscheduledInput>
export const UnscheduledPage = page(BoardOrder)
export type UnscheduledPage = z.infer<typeof UnscheduledPage>
