import type { Call } from '@framewright/contracts/core/context'
import { DomainError } from '@framewright/contracts/errors'
import type { SampleLoaded } from '@framewright/contracts/sample/sample.schema'
import type { SampleService } from '@framewright/contracts/sample/sample.service'
import type { Services } from '@framewright/contracts/services'
import { shiftDay } from '../core/clock.ts'
import type { Deps } from '../core/deps.ts'
import { frames, items, purchaseOrders, suppliers, workOrders } from './sample.data.ts'

/** The sample goes in through the same commands as everything else, so that its history and stock are real. */
export function sampleService({ read, clock }: Deps, services: Omit<Services, 'sample'>): SampleService {
  async function isEmpty(): Promise<boolean> {
    const row = await read
      .selectNoFrom((eb) => [
        eb.exists(eb.selectFrom('item').select('item.id')).as('items'),
        eb.exists(eb.selectFrom('supplier').select('supplier.id')).as('suppliers'),
      ])
      .executeTakeFirstOrThrow()
    return !row.items && !row.suppliers
  }

  return {
    state: async () => ({ empty: await isEmpty() }),

    async load(given) {
      if (!(await isEmpty())) {
        throw new DomainError('CONFLICT', 'There is data here already; the sample is only for an empty shop.', {})
      }
      // Each document is a command of its own: the request's key must not make them one.
      const call: Call = { ...given, idempotencyKey: undefined }
      const itemIds = await loadItems(call)
      const frameIds = await loadFrames(call, itemIds)
      await loadPurchaseOrders(call, itemIds)
      const tasks = await loadWork(call, frameIds)
      return {
        items: items.length,
        frames: frames.length,
        suppliers: suppliers.length,
        purchaseOrders: purchaseOrders.length,
        workOrders: workOrders.length,
        tasks,
      } satisfies SampleLoaded
    },
  }

  async function loadItems(call: Call): Promise<Map<string, number>> {
    const ids = new Map<string, number>()
    for (const item of items)
      ids.set(item.sku, (await services.item.create(call, { leadDays: 0, ...item, taxRate: '20' })).id)
    return ids
  }

  async function loadFrames(call: Call, itemIds: Map<string, number>): Promise<Map<string, number>> {
    const ids = new Map<string, number>()
    for (const { parts, ...frame } of frames) {
      const { id } = await services.frame.create(call, {
        ...frame,
        description: '',
        cost: '0',
        taxRate: '20',
        leadDays: 0,
        stages: ['ASSEMBLY', 'GLAZING', 'INSTALLATION'],
      })
      const lines = parts.map(([sku, quantity, unit, stage]) => ({
        componentId: known(itemIds, sku),
        quantity,
        unit,
        stage,
        scrapPercent: '0',
        validFrom: null,
        validTo: null,
      }))
      await services.frame.saveBom(call, { id, lines })
      ids.set(frame.sku, id)
    }
    return ids
  }

  async function loadPurchaseOrders(call: Call, itemIds: Map<string, number>): Promise<void> {
    const supplierIds = new Map<string, number>()
    for (const { lead: _, ...supplier } of suppliers) {
      const { id } = await services.supplier.create(call, { ...supplier, address: '', taxId: '' })
      supplierIds.set(supplier.code, id)
    }
    for (const order of purchaseOrders) {
      const orderDate = shiftDay(clock.today(), -order.daysAgo)
      const lead = suppliers.find((supplier) => supplier.code === order.supplier)?.lead ?? 0
      const { id, lines } = await services.purchaseOrder.create(call, {
        supplierId: known(supplierIds, order.supplier),
        orderDate,
        expectedDate: shiftDay(orderDate, lead),
        notes: '',
        lines: order.lines.map(([sku, quantity, unitPrice]) => ({ itemId: known(itemIds, sku), quantity, unitPrice })),
      })
      const first = lines[0]
      if (order.received === 'all') await services.purchaseOrder.receive(call, { id, notes: '' })
      if (order.received === 'part' && first) {
        await services.purchaseOrder.receive(call, {
          id,
          notes: '',
          lines: [{ lineId: first.id, quantity: first.quantity }],
        })
      }
    }
  }

  /** Finished stages are recorded at working hours of the days before the order was due. */
  async function loadWork(call: Call, frameIds: Map<string, number>): Promise<number> {
    let tasks = 0
    for (const [index, order] of workOrders.entries()) {
      const frameId = known(frameIds, order.frame)
      const { description, quantity, priority } = order
      const workOrder = await services.workOrder.create(call, {
        frameId,
        description,
        quantity: String(quantity),
        priority,
        dueDate: shiftDay(clock.today(), order.dueIn),
      })
      const task = { frameId, workOrderId: workOrder.id, quantity: String(quantity), notes: '' }
      for (const [stage, kind] of order.done.entries()) {
        const day = shiftDay(clock.today(), Math.min(order.dueIn, 0) - order.done.length + stage)
        const startTime = `${day}T0${6 + (index % 3)}:15:00.000Z`
        const endTime = new Date(Date.parse(startTime) + (35 + 11 * stage) * quantity * 60_000).toISOString()
        await services.task.create(call, { ...task, kind, startTime, endTime })
        tasks++
      }
      if (order.open) {
        await services.task.create(call, { ...task, kind: order.open })
        tasks++
      }
      if (order.done.length === 3) await services.workOrder.complete(call, { id: workOrder.id })
    }
    return tasks
  }
}

function known(ids: Map<string, number>, key: string): number {
  const id = ids.get(key)
  if (id === undefined) throw new Error(`The sample refers to ${key}, which it does not make`)
  return id
}
