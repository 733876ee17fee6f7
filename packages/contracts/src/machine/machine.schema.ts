import { z } from 'zod'
import {
  Id,
  Instant,
  InstantInput,
  listInput,
  NonNegativeQuantity,
  page,
  Quantity,
  Ref,
  requiredText,
  text,
  UnitPrice,
  UnitPriceInput,
} from '../core/primitives.ts'
import { RecordAction } from '../core/record-actions.ts'
import { CalendarException } from './calendar.schema.ts'
import { machineStates, statesWithReason } from './machine.states.ts'

export const MachineStateName = z.enum(machineStates)

export const Machine = z.object({
  id: Id,
  /** Unique regardless of case. */
  code: z.string(),
  name: z.string(),
  description: z.string(),
  department: Ref.nullable(),
  location: Ref.nullable(),
  /** Null: it works round the clock. */
  calendar: Ref.nullable(),
  ratePerHour: UnitPrice,
  /** The shortest time one piece can take, in seconds, where nothing else is said of the item; null: not known. */
  cycleSeconds: Quantity.nullable(),
  active: z.boolean(),
  /** What it does now, since when, why and by whose word. */
  state: MachineStateName,
  stateSince: Instant,
  stateReason: z.string(),
  stateBy: Ref.nullable(),
  version: z.int(),
  allowedActions: z.array(RecordAction),
})
export type Machine = z.infer<typeof Machine>
export const MachinePage = page(Machine)
export type MachinePage = z.infer<typeof MachinePage>

/** How fast a machine makes one item. */
export const MachineItem = z.object({ itemId: Id, sku: z.string(), name: z.string(), cycleSeconds: Quantity })
export const MachineDetail = Machine.extend({
  items: z.array(MachineItem),
  /** Its own, beside its calendar's: those that are not long past. */
  exceptions: z.array(CalendarException),
  /** The shift of now by its calendar; null while it is closed. */
  shift: z.string().nullable(),
  /** When it next opens or closes; null where nothing changes in the next weeks. */
  changesAt: Instant.nullable(),
})
export type MachineDetail = z.infer<typeof MachineDetail>

const filters = {
  active: z.boolean().optional(),
  state: z.array(MachineStateName).max(machineStates.length).optional(),
  departmentId: Id.optional(),
  locationId: Id.optional(),
  calendarId: Id.optional(),
}
export const MachineListInput = listInput(['code', 'name', 'state', 'id'], filters)
export type MachineListInput = z.infer<typeof MachineListInput>
export const MachineExportInput = z.object({ search: text(200).optional(), ...filters })
export type MachineExportInput = z.infer<typeof MachineExportInput>

/** Seconds above zero, at most three places; a week at most. */
export const CycleSeconds = NonNegativeQuantity.refine(
  (value) => !/^\d/.test(value) || (Number(value) > 0 && Number(value) <= 604_800),
  { message: 'A cycle time must be above zero and at most 604800 seconds' },
).refine((value) => (value.split('.')[1]?.length ?? 0) <= 3, { message: 'A cycle time has at most 3 decimal places' })

const cycles = z
  .array(z.object({ itemId: Id, cycleSeconds: CycleSeconds }))
  .max(1000)
  .refine((items) => new Set(items.map((item) => item.itemId)).size === items.length, {
    message: 'Each item once',
  })

export const CreateMachineInput = z.object({
  code: requiredText(40),
  name: requiredText(200),
  description: text(2000).default(''),
  departmentId: Id.nullish(),
  locationId: Id.nullish(),
  calendarId: Id.nullish(),
  ratePerHour: UnitPriceInput.default('0'),
  cycleSeconds: CycleSeconds.nullish(),
  items: cycles.optional(),
})
export type CreateMachineInput = z.infer<typeof CreateMachineInput>

/** What is not named stays; `items` are all there are afterwards. */
export const UpdateMachineInput = z.object({
  id: Id,
  version: z.int().optional(),
  code: requiredText(40).optional(),
  name: requiredText(200).optional(),
  description: text(2000).optional(),
  departmentId: Id.nullish(),
  locationId: Id.nullish(),
  calendarId: Id.nullish(),
  ratePerHour: UnitPriceInput.optional(),
  cycleSeconds: CycleSeconds.nullish(),
  items: cycles.optional(),
  active: z.boolean().optional(),
})
export type UpdateMachineInput = z.infer<typeof UpdateMachineInput>

export const SetStateInput = z
  .object({
    id: Id,
    state: MachineStateName,
    reason: text(200).default(''),
    /** Since when it is so: now when not given, and never before it came into its last state. */
    at: InstantInput.optional(),
  })
  .refine(({ state, reason }) => !statesWithReason.includes(state) || reason !== '', {
    message: 'Say why it is down',
    path: ['reason'],
  })
export type SetStateInput = z.infer<typeof SetStateInput>

/** A stretch in one state. */
export const StateEntry = z.object({
  id: Id,
  state: MachineStateName,
  reason: z.string(),
  from: Instant,
  /** Null: still. */
  to: Instant.nullable(),
  by: Ref.nullable(),
})
export type StateEntry = z.infer<typeof StateEntry>
export const StateList = z.object({ items: z.array(StateEntry) })
export type StateList = z.infer<typeof StateList>

/** What lies between two instants, at most so many days apart; what is not given follows from the other, or from now. */
export const span = (mostDays: number) => ({
  shape: { from: InstantInput.optional(), to: InstantInput.optional() },
  check: {
    fits: ({ from, to }: { from?: string | undefined; to?: string | undefined }) =>
      from === undefined ||
      to === undefined ||
      (from < to && Date.parse(to) - Date.parse(from) <= mostDays * 86_400_000),
    said: { message: `The end must be behind the start, at most ${mostDays} days`, path: ['to'] },
  },
})

const states = span(92)
/** The day before now when nothing is said. */
export const StatesInput = z.object({ id: Id, ...states.shape }).refine(states.check.fits, states.check.said)
export type StatesInput = z.infer<typeof StatesInput>

const capacity = span(366)
/** The week from now on when nothing is said. */
export const CapacityInput = z.object({ id: Id, ...capacity.shape }).refine(capacity.check.fits, capacity.check.said)
export type CapacityInput = z.infer<typeof CapacityInput>
export const Capacity = z.object({
  /** Seconds it is open, and those of them in which orders are scheduled. */
  openSeconds: z.int(),
  scheduledSeconds: z.int(),
  open: z.array(z.object({ shift: z.string(), day: z.string(), from: Instant, to: Instant })),
})
export type Capacity = z.infer<typeof Capacity>

/** Reasons given lately, the most frequent first: what a person is likely to mean again. */
export const Reasons = z.object({ items: z.array(z.object({ reason: z.string(), times: z.int() })) })
export type Reasons = z.infer<typeof Reasons>
