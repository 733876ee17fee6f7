import { PdfFile } from '../core/files.ts'
import { ById, Count } from '../core/primitives.ts'
import { command, query, router } from '../core/procedure.ts'
import {
  CancelFulfilmentInput,
  CompleteDeliveryInput,
  CompletePickingInput,
  CreateFulfilmentInput,
  FindFulfilmentInput,
  Fulfilment,
  FulfilmentCountInput,
  FulfilmentListInput,
  FulfilmentPage,
  FulfilmentWithSession,
  HandOverInput,
  IdentifyInput,
  LabelsInput,
  Outstanding,
  OutstandingInput,
  PickList,
  PickListInput,
  StageInput,
  StartDeliveryInput,
  UndoFulfilmentInput,
  WarehouseTaskInput,
  WarehouseTaskPage,
  Worker,
} from './fulfilment.schema.ts'

const floor = ['fulfilment.pick', 'fulfilment.pack', 'fulfilment.deliver'] as const
/** Whoever works on them sees them; others without `fulfilment.read` see those of their own orders and invoices. */
const see = [
  'fulfilment.read',
  ...floor,
  'fulfilment.write',
  'fulfilment.undo',
  'salesOrder.own',
  'invoice.own',
] as const
const on = (name: string, summary: string) => ({
  summary,
  rest: `POST /fulfilments/{id}/${name}` as const,
  status: 200 as const,
})
const stage = (path: string, summary: string) => ({
  summary,
  rest: `POST /sales/${path}` as const,
  status: 200 as const,
})

export const fulfilmentRouter = router({
  list: query({ permission: see, summary: 'List fulfilments', rest: 'GET /fulfilments' })
    .input(FulfilmentListInput)
    .output(FulfilmentPage)
    .query(({ ctx, input }) => ctx.services.fulfilment.list(ctx.call, input)),
  count: query({ permission: see, summary: 'How many fulfilments a filter finds' })
    .input(FulfilmentCountInput)
    .output(Count)
    .query(({ ctx, input }) => ctx.services.fulfilment.count(ctx.call, input)),
  get: query({ permission: see, summary: 'One fulfilment', rest: 'GET /fulfilments/{id}' })
    .input(ById)
    .output(Fulfilment)
    .query(({ ctx, input }) => ctx.services.fulfilment.get(ctx.call, input)),
  outstanding: query({
    permission: see,
    summary: 'What of an order or an invoice is in no fulfilment',
    rest: 'GET /fulfilments/outstanding',
  })
    .input(OutstandingInput)
    .output(Outstanding)
    .query(({ ctx, input }) => ctx.services.fulfilment.outstanding(ctx.call, input)),
  find: query({ permission: see, summary: 'The fulfilment that was scanned', rest: 'GET /fulfilments/find' })
    .input(FindFulfilmentInput)
    .output(Fulfilment)
    .query(({ ctx, input }) => ctx.services.fulfilment.find(ctx.call, input)),
  label: query({
    permission: see,
    summary: 'Its label as a PDF',
    rest: 'GET /fulfilments/{id}/label',
    produces: 'application/pdf',
  })
    .input(ById)
    .output(PdfFile)
    .query(({ ctx, input }) => ctx.services.fulfilment.label(ctx.call, input)),
  labels: query({
    permission: see,
    summary: 'The labels of several as one PDF',
    rest: 'GET /fulfilments/labels',
    produces: 'application/pdf',
  })
    .input(LabelsInput)
    .output(PdfFile)
    .query(({ ctx, input }) => ctx.services.fulfilment.labels(ctx.call, input)),
  pickList: query({ permission: 'fulfilment.read', summary: 'What to pick, in walking order' })
    .input(PickListInput)
    .output(PickList)
    .query(({ ctx, input }) => ctx.services.fulfilment.pickList(ctx.call, input)),
  tasks: query({
    permission: floor,
    summary: 'What waits in the warehouse, and what one has begun',
  })
    .input(WarehouseTaskInput)
    .output(WarehouseTaskPage)
    .query(({ ctx, input }) => ctx.services.fulfilment.tasks(ctx.call, input)),
  create: command({
    permission: 'fulfilment.write',
    summary: 'Create a fulfilment of an order or an invoice',
    rest: 'POST /fulfilments',
    status: 201,
  })
    .input(CreateFulfilmentInput)
    .output(Fulfilment)
    .mutation(({ ctx, input }) => ctx.services.fulfilment.create(ctx.call, input)),
  release: command({ permission: 'fulfilment.write', ...on('release', 'Promise its stock: it can be picked') })
    .input(ById)
    .output(Fulfilment)
    .mutation(({ ctx, input }) => ctx.services.fulfilment.release(ctx.call, input)),
  cancel: command({ permission: 'fulfilment.write', ...on('cancel', 'Cancel it: what was picked goes back') })
    .input(CancelFulfilmentInput)
    .output(Fulfilment)
    .mutation(({ ctx, input }) => ctx.services.fulfilment.cancel(ctx.call, input)),
  undo: command({ permission: 'fulfilment.undo', ...on('undo', 'Take back its last start or completion') })
    .input(UndoFulfilmentInput)
    .output(Fulfilment)
    .mutation(({ ctx, input }) => ctx.services.fulfilment.undo(ctx.call, input)),
  startPicking: command({ permission: 'fulfilment.pick', ...stage('picking/start', 'Somebody begins to pick') })
    .input(StageInput)
    .output(FulfilmentWithSession)
    .mutation(({ ctx, input }) => ctx.services.fulfilment.startPicking(ctx.call, input)),
  completePicking: command({ permission: 'fulfilment.pick', ...stage('picking/complete', 'It is picked') })
    .input(CompletePickingInput)
    .output(FulfilmentWithSession)
    .mutation(({ ctx, input }) => ctx.services.fulfilment.completePicking(ctx.call, input)),
  startPacking: command({ permission: 'fulfilment.pack', ...stage('packing/start', 'Somebody begins to pack') })
    .input(StageInput)
    .output(FulfilmentWithSession)
    .mutation(({ ctx, input }) => ctx.services.fulfilment.startPacking(ctx.call, input)),
  completePacking: command({ permission: 'fulfilment.pack', ...stage('packing/complete', 'It is packed') })
    .input(StageInput)
    .output(FulfilmentWithSession)
    .mutation(({ ctx, input }) => ctx.services.fulfilment.completePacking(ctx.call, input)),
  startDelivery: command({ permission: 'fulfilment.deliver', ...stage('delivery/start', 'It leaves the house') })
    .input(StartDeliveryInput)
    .output(FulfilmentWithSession)
    .mutation(({ ctx, input }) => ctx.services.fulfilment.startDelivery(ctx.call, input)),
  completeDelivery: command({ permission: 'fulfilment.deliver', ...stage('delivery/complete', 'It has arrived') })
    .input(CompleteDeliveryInput)
    .output(FulfilmentWithSession)
    .mutation(({ ctx, input }) => ctx.services.fulfilment.completeDelivery(ctx.call, input)),
  handOver: command({
    permission: 'fulfilment.deliver',
    summary: 'Hand a packed one over: to a driver, a courier, or at once',
    rest: 'POST /warehouse/delivery',
    status: 200,
  })
    .input(HandOverInput)
    .output(FulfilmentWithSession)
    .mutation(({ ctx, input }) => ctx.services.fulfilment.handOver(ctx.call, input)),
  identify: command({ permission: floor, summary: 'Who was scanned', rest: 'POST /warehouse/identify', status: 200 })
    .input(IdentifyInput)
    .output(Worker)
    .mutation(({ ctx, input }) => ctx.services.fulfilment.identify(ctx.call, input)),
})
