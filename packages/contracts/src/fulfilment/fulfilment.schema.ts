import { z } from 'zod'
import { Email } from '../auth/auth.schema.ts'
import {
  Day,
  Id,
  Instant,
  listInput,
  NonNegativeQuantity,
  PositiveQuantity,
  page,
  Quantity,
  Ref,
  requiredText,
  text,
} from '../core/primitives.ts'
import { Unit } from '../item/units.ts'
import { deliveryTypes, fulfilmentActions, fulfilmentStages, fulfilmentStatuses } from './fulfilment.lifecycle.ts'

export const FulfilmentStatus = z.enum(fulfilmentStatuses)
export const FulfilmentStage = z.enum(fulfilmentStages)
export const DeliveryType = z.enum(deliveryTypes)
const Action = z.enum(fulfilmentActions)

/** The document whose goods these are. */
export const FulfilmentSource = z.object({ type: z.enum(['order', 'invoice']), id: Id, number: z.string() })

export const FulfilmentSession = z.object({
  id: Id,
  stage: FulfilmentStage,
  /** Whose work it is: the person who was scanned. */
  user: Ref,
  startedAt: Instant,
  completedAt: Instant.nullable(),
  /** Taken back; it no longer counts. */
  undoneAt: Instant.nullable(),
  /** Seconds from start to completion. */
  duration: z.int().nullable(),
  notes: z.string(),
  deliveryType: DeliveryType.nullable(),
  courierName: z.string(),
  trackingNo: z.string(),
})
export type FulfilmentSession = z.infer<typeof FulfilmentSession>

/** A fulfilment as a list or a board shows it. */
export const FulfilmentSummary = z.object({
  id: Id,
  number: z.string(),
  source: FulfilmentSource,
  customer: Ref,
  owner: Ref.nullable(),
  status: FulfilmentStatus,
  /** The work that is under way on it. */
  openSession: z.object({ id: Id, stage: FulfilmentStage, user: Ref, startedAt: Instant }).nullable(),
  dueDate: z.string().nullable(),
  /** Not yet dispatched and past its due day, in the shop's time zone. */
  late: z.boolean(),
  /** How many lines it has. */
  lineCount: z.int(),
  /** Less was picked than asked for, or it waits in CREATED for stock. */
  short: z.boolean(),
  createdAt: Instant,
  dispatchedAt: Instant.nullable(),
  deliveredAt: Instant.nullable(),
  version: z.int(),
  allowedActions: z.array(Action),
})
export type FulfilmentSummary = z.infer<typeof FulfilmentSummary>
export const FulfilmentPage = page(FulfilmentSummary)
export type FulfilmentPage = z.infer<typeof FulfilmentPage>

/** A place in the storage, and how much to take there. */
const PickPlace = z.object({ locationId: Id, code: z.string(), name: z.string(), quantity: Quantity })

export const FulfilmentLine = z.object({
  id: Id,
  lineNo: z.int(),
  itemId: Id,
  sku: z.string(),
  itemName: z.string(),
  unit: Unit,
  /** A service is not picked: it counts as picked in full. */
  stocked: z.boolean(),
  /** What is asked of the picker. */
  quantity: Quantity,
  picked: Quantity,
  /** What is missing: of the picked, once picked; of the stock, while it waits in CREATED. */
  short: Quantity,
  shortReason: z.string(),
  delivered: Quantity,
  /** Of the item, in STORAGE and not promised to anybody. */
  available: Quantity,
  /** Where its stock lies, in walking order, while it is PENDING. */
  places: z.array(PickPlace),
})
export type FulfilmentLine = z.infer<typeof FulfilmentLine>

export const Fulfilment = FulfilmentSummary.extend({
  notes: z.string(),
  createdBy: Ref.nullable(),
  /** Where it goes. */
  shipTo: z.object({ name: z.string(), address: z.string(), phone: z.string() }),
  releasedAt: Instant.nullable(),
  pickedAt: Instant.nullable(),
  packedAt: Instant.nullable(),
  /** What the order counts it as, once it was dispatched. */
  shipment: z.string().nullable(),
  lines: z.array(FulfilmentLine),
  sessions: z.array(FulfilmentSession),
})
export type Fulfilment = z.infer<typeof Fulfilment>
/** What starting and completing give: the fulfilment as it now is, with the session it was about. */
export const FulfilmentWithSession = Fulfilment.extend({ session: FulfilmentSession })
export type FulfilmentWithSession = z.infer<typeof FulfilmentWithSession>

const filters = {
  status: z.array(FulfilmentStatus).max(8).optional(),
  salesOrderId: Id.optional(),
  invoiceId: Id.optional(),
  customerId: Id.optional(),
  ownerId: Id.optional(),
  itemId: Id.optional(),
  late: z.boolean().optional(),
}
export const FulfilmentListInput = listInput(['id', 'number', 'dueDate', 'status'], filters)
export type FulfilmentListInput = z.infer<typeof FulfilmentListInput>
export const FulfilmentCountInput = z.object({ search: text(200).optional(), ...filters })
export type FulfilmentCountInput = z.infer<typeof FulfilmentCountInput>

export const CreateFulfilmentInput = z
  .object({
    /** One of the two: a confirmed order, or an imported invoice. */
    salesOrderId: Id.optional(),
    invoiceId: Id.optional(),
    /** What goes out, by line of the order or invoice; everything outstanding and in no other fulfilment when not given. */
    lines: z
      .array(z.object({ lineId: Id, quantity: PositiveQuantity }))
      .min(1)
      .max(500)
      .refine((lines) => new Set(lines.map((line) => line.lineId)).size === lines.length, {
        message: 'A line can stand once in a fulfilment',
      })
      .optional(),
    /** The order's own when not given. */
    dueDate: Day.nullish(),
    notes: text(2000).default(''),
  })
  .refine((input) => (input.salesOrderId === undefined) !== (input.invoiceId === undefined), {
    message: 'Give a salesOrderId or an invoiceId',
    path: ['salesOrderId'],
  })
export type CreateFulfilmentInput = z.infer<typeof CreateFulfilmentInput>

/** What is in no fulfilment yet, of an order or an invoice. */
export const OutstandingInput = z
  .object({ salesOrderId: Id.optional(), invoiceId: Id.optional() })
  .refine(({ salesOrderId, invoiceId }) => (salesOrderId === undefined) !== (invoiceId === undefined), {
    message: 'Give either salesOrderId or invoiceId',
  })
export type OutstandingInput = z.infer<typeof OutstandingInput>
export const Outstanding = z.object({
  /** Each line of the order or invoice that is not cancelled, with what a further fulfilment can take of it. */
  lines: z.array(z.object({ lineId: Id, outstanding: Quantity })),
})
export type Outstanding = z.infer<typeof Outstanding>

export const CancelFulfilmentInput = z.object({ id: Id, version: z.int().optional(), reason: text(500).default('') })
export type CancelFulfilmentInput = z.infer<typeof CancelFulfilmentInput>
/** `version`: refused when somebody did something else in between, so that a second click does not undo a second step. */
export const UndoFulfilmentInput = z.object({ id: Id, version: z.int().optional(), reason: requiredText(500) })
export type UndoFulfilmentInput = z.infer<typeof UndoFulfilmentInput>

/** Which fulfilment: by its id, by what is printed on it (FF-…), or by the number of the invoice it is of. */
const which = {
  fulfilmentId: Id.optional(),
  number: requiredText(60).optional(),
  invoiceNo: requiredText(60).optional(),
}
/** Who: by a scanned badge, or by e-mail where the setting allows it. */
const who = { badge: requiredText(200).optional(), userEmail: Email.optional() }
const once = (...values: unknown[]) => values.filter((value) => value !== undefined).length === 1
const scan = 'Scan a badge or give an e-mail address, one of the two'

/** One step on one fulfilment; a courier does not sign in, so that deliveries can leave open who hands over. */
const Step = z
  .object({ ...which, ...who, notes: text(2000).default('') })
  .refine((input) => once(input.fulfilmentId, input.number, input.invoiceNo), {
    message: 'Say which one: its fulfilmentId, its number, or the invoiceNo',
    path: ['fulfilmentId'],
  })
  .refine((input) => input.badge === undefined || input.userEmail === undefined, { message: scan, path: ['badge'] })
export const StageInput = Step.refine((input) => once(input.badge, input.userEmail), { message: scan, path: ['badge'] })
export type StageInput = z.infer<typeof StageInput>

/**
 * What was picked where it is not simply everything. A line that is not named was picked in full, as its places say; one
 * of which less was picked says why. A line taken from several places is named once for each.
 */
const PickedLine = z.object({
  lineId: Id,
  picked: NonNegativeQuantity,
  /** Where it was taken from, if not where it was reserved. */
  locationId: Id.optional(),
  reason: text(200).default(''),
})
export const CompletePickingInput = StageInput.safeExtend({ lines: z.array(PickedLine).max(1000).default([]) })
export type CompletePickingInput = z.infer<typeof CompletePickingInput>

const delivery = { deliveryType: DeliveryType, courierName: text(120).default(''), trackingNo: text(120).default('') }
/** Who hands over; the caller where nobody is named, which a DIRECT and an INTERNAL delivery do not allow. */
export const StartDeliveryInput = Step.safeExtend(delivery)
export type StartDeliveryInput = z.infer<typeof StartDeliveryInput>
export const CompleteDeliveryInput = Step
export type CompleteDeliveryInput = z.infer<typeof CompleteDeliveryInput>
/** `delivered`: it was taken at once, as over the counter. */
export const HandOverInput = Step.safeExtend({ ...delivery, delivered: z.boolean().default(false) })
export type HandOverInput = z.infer<typeof HandOverInput>

/** Whose labels, one a page in this order. */
export const LabelsInput = z.object({ ids: z.array(Id).min(1).max(100) })
export type LabelsInput = z.infer<typeof LabelsInput>

/** What was scanned: a fulfilment's number or label, an order's or an invoice's number. */
export const FindFulfilmentInput = z.object({ code: requiredText(200), stage: FulfilmentStage.optional() })
export type FindFulfilmentInput = z.infer<typeof FindFulfilmentInput>

export const IdentifyInput = z
  .object(who)
  .refine((input) => once(input.badge, input.userEmail), { message: scan, path: ['badge'] })
export type IdentifyInput = z.infer<typeof IdentifyInput>
/** The person who was scanned: what they may work at, and what they have begun. */
export const Worker = z.object({
  user: Ref,
  stages: z.array(FulfilmentStage),
  open: z.array(z.object({ fulfilmentId: Id, number: z.string(), stage: FulfilmentStage, startedAt: Instant })),
})
export type Worker = z.infer<typeof Worker>

export const PickListInput = z.object({
  /** These fulfilments; all that are PENDING when not given. */
  fulfilmentIds: z.array(Id).min(1).max(200).optional(),
})
export type PickListInput = z.infer<typeof PickListInput>
/** What to take, place by place on the way through the storage. */
export const PickList = z.object({
  fulfilments: z.array(z.object({ id: Id, number: z.string(), customer: z.string(), dueDate: z.string().nullable() })),
  places: z.array(
    z.object({
      locationId: Id,
      code: z.string(),
      name: z.string(),
      walkOrder: z.int().nullable(),
      picks: z.array(
        z.object({
          fulfilmentId: Id,
          number: z.string(),
          lineId: Id,
          itemId: Id,
          sku: z.string(),
          itemName: z.string(),
          unit: Unit,
          quantity: Quantity,
        }),
      ),
    }),
  ),
  /** There are more fulfilments waiting than one list holds. */
  more: z.boolean(),
})
export type PickList = z.infer<typeof PickList>

/** What a warehouse person can do next, in few bytes. */
export const WarehouseTask = z.object({
  fulfilmentId: Id,
  number: z.string(),
  stage: FulfilmentStage,
  status: FulfilmentStatus,
  customer: z.string(),
  source: z.string(),
  lines: z.int(),
  dueDate: z.string().nullable(),
  /** The caller has begun it. */
  mine: z.boolean(),
  startedAt: Instant.nullable(),
})
export type WarehouseTask = z.infer<typeof WarehouseTask>
export const WarehouseTaskPage = page(WarehouseTask)
export type WarehouseTaskPage = z.infer<typeof WarehouseTaskPage>
/** What waits, the most urgent first, and what the caller has begun; of the stages the caller may work at. */
export const WarehouseTaskInput = listInput(['dueDate'], {
  stage: FulfilmentStage.optional(),
  mine: z.boolean().optional(),
})
export type WarehouseTaskInput = z.infer<typeof WarehouseTaskInput>
