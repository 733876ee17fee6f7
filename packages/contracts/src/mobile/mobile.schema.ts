import { z } from 'zod'
import { Id, Quantity } from '../core/primitives.ts'
import { FulfilmentStage, WarehouseTask } from '../fulfilment/fulfilment.schema.ts'
import { PendingInspection } from '../inspection/inspection.schema.ts'
import { ProductionOrderStatus } from '../production-order/production-order.schema.ts'

/** Where a device's copy of a list stands in the stream of events. */
const Since = z
  .string()
  .regex(/^\d{1,15}$/, { message: 'This is no cursor of an answer' })
  .optional()

/**
 * A list for a device that keeps a copy: whole the first time, afterwards what has changed and what is gone since the cursor it
 * was given last.
 */
const delta = <const T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    /** Ids that are in the list no more. */
    removed: z.array(Id),
    /** To be given as `since` the next time. */
    cursor: z.string(),
    /** True where `items` is the whole list, to be kept instead of the copy. */
    full: z.boolean(),
    nextCursor: z.null(),
  })

export const MobileListInput = z.object({
  /** The `cursor` of the last answer; left out, all of the list comes. */
  since: Since,
})
export type MobileListInput = z.infer<typeof MobileListInput>

export const MobileWarehouseInput = z.object({
  since: Since,
  stage: FulfilmentStage.optional(),
  mine: z.boolean().optional(),
  limit: z.int().min(1).max(200).default(200),
})
export type MobileWarehouseInput = z.infer<typeof MobileWarehouseInput>
export const MobileWarehouseTasks = delta(WarehouseTask)
export type MobileWarehouseTasks = z.infer<typeof MobileWarehouseTasks>

/** A production order as a phone lists it. */
export const MobileProductionOrder = z.object({
  id: Id,
  number: z.string(),
  item: z.string(),
  unit: z.string(),
  status: ProductionOrderStatus,
  planned: Quantity,
  left: Quantity,
  dueDate: z.string().nullable(),
  late: z.boolean(),
  machine: z.string().nullable(),
})
export type MobileProductionOrder = z.infer<typeof MobileProductionOrder>
export const MobileProductionOrders = delta(MobileProductionOrder)
export type MobileProductionOrders = z.infer<typeof MobileProductionOrders>

/** With all one needs to look, so that it can be done without asking again. */
export const MobileInspections = delta(PendingInspection)
export type MobileInspections = z.infer<typeof MobileInspections>
