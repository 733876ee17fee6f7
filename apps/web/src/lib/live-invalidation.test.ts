import { type EventEntity, eventEntities } from '@framewright/contracts/event/event.schema'
import { describe, expect, it } from 'vitest'
import { queriesTouchedBy } from './live-invalidation.ts'

const pathsOf = (entity: EventEntity, payload: Record<string, unknown> = {}) =>
  queriesTouchedBy({ entity, entityId: 7, payload }).map((key) => (key[0] as string[]).join('.'))

/** The router whose documents each entity is. Imports have no page, so their events touch what they can bring. */
const routers: Record<EventEntity, string> = {
  frame: 'frame',
  item: 'item',
  task: 'task',
  workOrder: 'workOrder',
  productionOrder: 'productionOrder',
  productionSettings: 'productionOrder',
  machine: 'machine',
  machineCalendar: 'machineCalendar',
  purchaseOrder: 'purchaseOrder',
  supplier: 'supplier',
  customer: 'customer',
  salesOrder: 'salesOrder',
  invoice: 'invoice',
  fulfilment: 'fulfilment',
  customerReturn: 'customerReturn',
  inspectionPlan: 'inspectionPlan',
  inspection: 'inspection',
  nonConformance: 'nonConformance',
  category: 'category',
  location: 'stock',
  shop: 'shop',
  stock: 'stock',
  stockCount: 'stockCount',
  user: 'user',
  role: 'role',
  department: 'department',
  developer: 'developer',
  jobTitle: 'jobTitle',
  importRun: 'item',
}

describe('the queries an event touches', () => {
  it.each(eventEntities)('%s: its own lists, itself, and its history', (entity) => {
    const paths = pathsOf(entity)
    const own = paths.filter((path) => path === routers[entity] || path.startsWith(`${routers[entity]}.`))
    expect(own.length).toBeGreaterThan(0)
    expect(paths).toContain('event.list')
  })

  it('never everything at once', () => {
    for (const entity of eventEntities) expect(pathsOf(entity)).not.toContain('')
  })

  it('touches only the one document of a detail page', () => {
    const keys = queriesTouchedBy({ entity: 'workOrder', entityId: 7, payload: {} })
    expect(keys).toContainEqual([['workOrder', 'get'], { input: { id: 7 } }])
    expect(keys).not.toContainEqual([['workOrder', 'get']])
  })

  it('a task moves its own frame and work order when the event names them', () => {
    const keys = queriesTouchedBy({ entity: 'task', entityId: 7, payload: { frameId: 3, workOrderId: 9 } })
    expect(keys).toContainEqual([['frame', 'get'], { input: { id: 3 } }])
    expect(keys).toContainEqual([['workOrder', 'get'], { input: { id: 9 } }])
  })

  it('a task that names no frame touches every frame on a screen rather than none', () => {
    expect(queriesTouchedBy({ entity: 'task', entityId: 7, payload: {} })).toContainEqual([['frame', 'get']])
  })

  it('work changes the figures, stock and the bench', () => {
    for (const path of ['statistics', 'stock.balances', 'task.bench', 'workOrder.list']) {
      expect(pathsOf('task')).toContain(path)
    }
  })
})
