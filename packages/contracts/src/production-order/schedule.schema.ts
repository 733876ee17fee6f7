import { z } from 'zod'
import { Id, Instant, InstantInput } from '../core/primitives.ts'

export const ScheduleInput = z.object({
  id: Id,
  machineId: Id,
  /** When it begins; where the machine is closed then, when it next opens. */
  start: InstantInput,
  version: z.int().optional(),
  /** How long the machine works on it, in seconds: by the cycle time and what is left to be made when not given. */
  seconds: z
    .int()
    .min(1)
    .max(365 * 86_400)
    .optional(),
  /** Put it there though other orders lie on the machine at that time. */
  allowConflict: z.boolean().default(false),
})
export type ScheduleInput = z.infer<typeof ScheduleInput>

export const UnscheduleInput = z.object({ id: Id, version: z.int().optional() })
export type UnscheduleInput = z.infer<typeof UnscheduleInput>

export const SuggestInput = z.object({
  id: Id,
  /** All active machines whose cycle time is known when not given. */
  machineId: Id.optional(),
  /** Not before this; now when not given. */
  from: InstantInput.optional(),
})
export type SuggestInput = z.infer<typeof SuggestInput>

export const Slots = z.object({
  /** The first free place on each machine, the one that ends first before the others. */
  items: z.array(
    z.object({
      machine: z.object({ id: Id, code: z.string(), name: z.string() }),
      start: Instant,
      end: Instant,
      seconds: z.int(),
      /** Whether it ends behind the due day. */
      late: z.boolean(),
    }),
  ),
})
export type Slots = z.infer<typeof Slots>
