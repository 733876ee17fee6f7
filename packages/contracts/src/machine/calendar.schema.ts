import { z } from 'zod'
import { Day, Id, Instant, InstantInput, requiredText } from '../core/primitives.ts'
import { RecordAction } from '../core/record-actions.ts'
import { exceptionKinds, overlapOf } from './calendar.ts'

const TimeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { message: 'A time of day is written HH:MM, like 06:30' })

export const WeeklyShift = z.object({
  name: requiredText(60),
  /** The days it begins on: 1 is Monday, 7 Sunday. */
  days: z
    .array(z.int().min(1).max(7))
    .min(1, { message: 'Choose a day at least' })
    .max(7)
    .refine((days) => new Set(days).size === days.length, { message: 'Each day once' }),
  /** HH:MM in the shop's zone. */
  from: TimeOfDay,
  /** The next day's where it is not behind `from`. */
  to: TimeOfDay,
})
const Shifts = z
  .array(WeeklyShift)
  .max(30)
  .superRefine((shifts, context) => {
    const timed = shifts.filter((shift) => WeeklyShift.safeParse(shift).success)
    const overlap = timed.length === shifts.length ? overlapOf(shifts) : undefined
    if (overlap === undefined) return
    context.addIssue({ code: 'custom', message: `${overlap[0]} and ${overlap[1]} overlap` })
  })

export const ExceptionKind = z.enum(exceptionKinds)
export const CalendarException = z.object({
  id: Id,
  kind: ExceptionKind,
  name: z.string(),
  from: Instant,
  to: Instant,
})
export type CalendarException = z.infer<typeof CalendarException>

export const CalendarRevision = z.object({ validFrom: z.string(), shifts: z.array(WeeklyShift) })

export const MachineCalendar = z.object({
  id: Id,
  name: z.string(),
  /** The shifts of the week that hold today. */
  shifts: z.array(WeeklyShift),
  /** The earliest first; each holds from its day until the next one's. */
  revisions: z.array(CalendarRevision),
  /** Those that are not long past, the earliest first. */
  exceptions: z.array(CalendarException),
  /** Machines that go by it. */
  machines: z.int(),
  version: z.int(),
  allowedActions: z.array(RecordAction),
})
export type MachineCalendar = z.infer<typeof MachineCalendar>
export const MachineCalendarList = z.object({
  items: z.array(MachineCalendar),
  nextCursor: z.null(),
  total: z.int(),
})
export type MachineCalendarList = z.infer<typeof MachineCalendarList>

export const CreateCalendarInput = z.object({ name: requiredText(100), shifts: Shifts })
export type CreateCalendarInput = z.infer<typeof CreateCalendarInput>

export const UpdateCalendarInput = z.object({
  id: Id,
  version: z.int().optional(),
  name: requiredText(100).optional(),
  shifts: Shifts.optional(),
  /** The day from which the shifts hold; today when not given. What was worked before stays as it was. */
  validFrom: Day.optional(),
})
export type UpdateCalendarInput = z.infer<typeof UpdateCalendarInput>

/** Of a calendar, or of one machine alone. */
export const AddExceptionInput = z
  .object({
    calendarId: Id.optional(),
    machineId: Id.optional(),
    kind: ExceptionKind,
    name: requiredText(100),
    from: InstantInput,
    to: InstantInput,
  })
  .refine(({ calendarId, machineId }) => (calendarId === undefined) !== (machineId === undefined), {
    message: 'Name a calendar or a machine, one of them',
    path: ['calendarId'],
  })
  .refine(({ from, to }) => from < to, { message: 'The end must be behind the start', path: ['to'] })
export type AddExceptionInput = z.infer<typeof AddExceptionInput>
