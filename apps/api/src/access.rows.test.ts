import type { Caller } from '@framewright/contracts/core/context'
import type { LiveEvent } from '@framewright/contracts/event/event.schema'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, openShop, type Shop } from './testing/shop.ts'

let shop: Shop
let admin: Api
beforeAll(async () => {
  shop = await openShop()
  admin = (await shop.role('ADMIN')).api
})
afterAll(() => shop.close())

/** Makes each call and expects it to be refused as if there were no such document. */
async function findNothing(calls: Record<string, () => Promise<unknown>>, codes = /^NOT_FOUND$/): Promise<void> {
  for (const [what, call] of Object.entries(calls))
    await expect(call(), what).rejects.toMatchObject({ domainCode: expect.stringMatching(codes) })
}

const ids = (page: { items: { id: number }[] }) => page.items.map((one) => one.id)

async function text(pieces: Promise<AsyncIterable<string>>): Promise<string> {
  let whole = ''
  for await (const piece of await pieces) whole += piece
  return whole
}

/** What the live stream has told somebody since the beginning, up to the first event of that type. */
async function heard(caller: Caller, last: string): Promise<LiveEvent[]> {
  const events: LiveEvent[] = []
  for await (const event of shop.deps.feed.stream(caller, 0, AbortSignal.timeout(10_000))) {
    events.push(event)
    if (event.type === last) return events
  }
  throw new Error(`Only heard ${events.map((event) => event.type).join(', ')}`)
}

describe('a sales executive', () => {
  interface Seller {
    caller: Caller
    api: Api
    customerId: number
    orderId: number
    fulfilmentId: number
    number: string
    invoiceId: number
    invoiceNo: string
  }
  let me: Seller
  let other: Seller
  let itemId: number

  async function seller(name: string): Promise<Seller> {
    const { caller, api } = await shop.role('SALES_EXECUTIVE')
    const customer = await api.customer.create({ name: `${name} Windows`, code: name })
    const order = await api.salesOrder.create({ customerId: customer.id, lines: [{ itemId, quantity: 1 }] })
    const invoice = await admin.invoice.import({
      invoiceNo: `${name}-INV`,
      invoiceDate: '2026-03-31',
      salesman: caller.username,
      customer: { code: name, name: customer.name },
      items: [{ sku: 'ROW-1', quantity: 1, unitPrice: '7' }],
    })
    const { id: fulfilmentId } = await admin.fulfilment.find({ code: invoice.number })
    const invoiced = { invoiceId: invoice.id, invoiceNo: invoice.number, fulfilmentId }
    return { caller, api, customerId: customer.id, orderId: order.id, number: order.number, ...invoiced }
  }

  beforeAll(async () => {
    itemId = (await admin.item.create({ sku: 'ROW-1', name: 'Pane', unitPrice: '10', openingStock: '100' })).id
    me = await seller('MINE')
    other = await seller('THEIRS')
    await other.api.salesOrder.confirm({ id: other.orderId })
    await me.api.salesOrder.confirm({ id: me.orderId })
    await admin.salesOrder.ship({ id: me.orderId })
  })

  it('lists, finds and counts their own orders and customers only, whatever they filter by', async () => {
    const { api } = me
    expect(await api.salesOrder.list({})).toMatchObject({ total: 1, items: [{ id: me.orderId }] })
    expect(ids(await api.salesOrder.list({ search: 'windows' }))).toEqual([me.orderId])
    expect(ids(await api.salesOrder.list({ search: other.number }))).toEqual([])
    expect(ids(await api.salesOrder.list({ ownerId: other.caller.userId }))).toEqual([])
    expect(ids(await api.salesOrder.list({ customerId: other.customerId }))).toEqual([])
    expect(ids(await api.salesOrder.list({ itemId }))).toEqual([me.orderId])
    expect(await api.salesOrder.count({})).toEqual({ total: 1 })
    expect(await api.salesOrder.count({ itemId })).toEqual({ total: 1 })
    const customers = await api.customer.list({})
    expect(ids(customers)).toEqual([me.customerId])
    expect([undefined, 1]).toContain(customers.total)
    expect(ids(await api.customer.list({ search: 'windows' }))).toEqual([me.customerId])
    expect(ids(await api.customer.list({ ownerId: other.caller.userId }))).toEqual([])
    // Whoever reads all sees both, so that it is not the search that hides one.
    expect(ids(await admin.salesOrder.list({ search: 'windows' })).toSorted()).toEqual([me.orderId, other.orderId])
  })

  it('gets and changes nothing of somebody else, which is as if it were not there', async () => {
    const { api } = me
    const id = other.orderId
    expect((await api.salesOrder.get({ id: me.orderId })).number).toBe(me.number)
    await findNothing({
      get: () => api.salesOrder.get({ id }),
      update: () => api.salesOrder.update({ id, notes: 'Mine now' }),
      duplicate: () => api.salesOrder.duplicate({ id }),
      confirm: () => api.salesOrder.confirm({ id }),
      cancel: () => api.salesOrder.cancel({ id }),
      remove: () => api.salesOrder.remove({ id }),
      customer: () => api.customer.get({ id: other.customerId }),
      changeCustomer: () => api.customer.update({ id: other.customerId, phone: '1' }),
      removeCustomer: () => api.customer.remove({ id: other.customerId }),
      history: () => api.event.list({ entity: 'salesOrder', entityId: id }),
      customerHistory: () => api.event.list({ entity: 'customer', entityId: other.customerId }),
    })
    const lines = [{ itemId, quantity: 1 }]
    await expect(api.salesOrder.create({ customerId: other.customerId, lines })).rejects.toMatchObject({
      domainCode: 'INVALID_INPUT',
    })
    await expect(
      api.salesOrder.create({ customerId: me.customerId, ownerId: other.caller.userId, lines }),
    ).rejects.toMatchObject({ domainCode: 'FORBIDDEN' })
    expect((await admin.salesOrder.get({ id })).status).toBe('CONFIRMED')
  })

  it('lists, counts, opens, prints, exports and hears of their own invoices only', async () => {
    const { api } = me
    const mine = { total: 1, amount: '7.00' }
    expect(await api.invoice.list({})).toMatchObject({ total: 1, items: [{ id: me.invoiceId }] })
    expect(await api.invoice.count({})).toEqual(mine)
    expect(await api.invoice.count({ itemId })).toEqual(mine)
    expect(await api.invoice.sources()).toEqual({ sources: ['IMPORT'] })
    expect(ids(await api.invoice.list({ search: 'windows' }))).toEqual([me.invoiceId])
    for (const filter of [
      { search: other.invoiceNo },
      { ownerId: other.caller.userId },
      { customerId: other.customerId },
      { source: 'OWN' },
    ])
      expect(ids(await api.invoice.list(filter)), JSON.stringify(filter)).toEqual([])
    const id = other.invoiceId
    await findNothing({
      get: () => api.invoice.get({ id }),
      pdf: () => api.invoice.pdf({ id }),
      history: () => api.event.list({ entity: 'invoice', entityId: id }),
      bill: () => api.invoice.create({ salesOrderId: other.orderId }),
    })
    expect((await api.event.list({ entity: 'invoice', entityId: me.invoiceId })).items).toHaveLength(1)
    for (const lines of [false, true]) {
      const csv = await text(api.invoice.export({ lines }))
      expect(csv).toContain(me.invoiceNo)
      expect(csv).not.toContain(other.invoiceNo)
    }
    await expect(
      api.invoice.import({
        invoiceNo: 'X',
        invoiceDate: '2026-03-31',
        customer: { name: 'X' },
        items: [{ sku: 'ROW-1', quantity: 1, unitPrice: 1 }],
      }),
    ).rejects.toMatchObject({ domainCode: 'FORBIDDEN' })
    const bill = await api.invoice.create({ salesOrderId: me.orderId })
    expect(bill).toMatchObject({ source: 'OWN', owner: { id: me.caller.userId } })
    expect(await api.invoice.sources()).toEqual({ sources: ['IMPORT', 'OWN'] })
  })

  it('exports their own only', async () => {
    for (const lines of [false, true]) {
      const csv = await text(me.api.salesOrder.export({ lines }))
      expect(csv).toContain(me.number)
      expect(csv).not.toContain(other.number)
    }
    const customers = await text(me.api.customer.export({}))
    expect(customers).toContain('MINE')
    expect(customers).not.toContain('THEIRS')
  })

  it('sees the goods of their own invoices and orders only', async () => {
    expect(ids(await me.api.fulfilment.list({ limit: 50 }))).toEqual([me.fulfilmentId])
    expect(await me.api.fulfilment.count({})).toEqual({ total: 1 })
    await findNothing({
      get: () => me.api.fulfilment.get({ id: other.fulfilmentId }),
      find: () => me.api.fulfilment.find({ code: other.invoiceNo }),
      label: () => me.api.fulfilment.label({ id: other.fulfilmentId }),
      labels: () => me.api.fulfilment.labels({ ids: [me.fulfilmentId, other.fulfilmentId] }),
    })
  })

  it('hears of their own only, live and afterwards', async () => {
    const events = await heard(me.caller, 'salesOrder.shipped')
    expect(new Set(events.map((event) => `${event.entity} ${event.entityId}`))).toEqual(
      new Set([
        `customer ${me.customerId}`,
        `salesOrder ${me.orderId}`,
        `invoice ${me.invoiceId}`,
        `fulfilment ${me.fulfilmentId}`,
        `item ${itemId}`,
      ]),
    )
    for (const entity of ['salesOrder', 'customer'] as const) {
      const listed = (await me.api.event.list({ entity })).items
      expect(new Set(listed.map((event) => event.entityId))).toEqual(
        new Set([entity === 'customer' ? me.customerId : me.orderId]),
      )
    }
    const history = (await me.api.event.list({ entity: 'salesOrder', entityId: me.orderId })).items
    expect(history.map((event) => event.type)).toEqual([
      'salesOrder.billed',
      'salesOrder.shipped',
      'salesOrder.confirmed',
      'salesOrder.created',
    ])
    await expect(me.api.event.list({})).rejects.toMatchObject({ domainCode: 'FORBIDDEN' })
  })

  it('has figures of their own orders only, where their role may see figures at all', async () => {
    await expect(me.api.statistics.orders()).rejects.toMatchObject({ domainCode: 'FORBIDDEN' })
    await expect(me.api.statistics.summary()).rejects.toMatchObject({ domainCode: 'FORBIDDEN' })
    const counting = shop.as({ ...me.caller, permissions: new Set([...me.caller.permissions, 'statistics.read']) })
    const mine = { total: 1, byStatus: { SHIPPED: 1, CONFIRMED: 0 }, totalAmount: '10.00' }
    expect(await counting.statistics.orders()).toMatchObject({ purchase: null, total: 0, sales: mine })
    const summary = await counting.statistics.summary()
    expect(summary.orders?.sales).toMatchObject(mine)
    expect(summary.invoices?.bySource.IMPORT).toEqual({ total: 1, amount: '7.00' })
    expect(JSON.stringify(summary)).not.toContain(other.number)
  })
})

describe('somebody at the bench', () => {
  interface Worker {
    caller: Caller
    api: Api
    taskId: number
  }
  let me: Worker
  let other: Worker
  let open: number
  let openGlazing: number

  beforeAll(async () => {
    const size = { material: 'Oak', widthMm: 900, heightMm: 1200 }
    const frame = await admin.frame.create({ name: 'Bench window', ...size, stages: ['ASSEMBLY', 'GLAZING'] })
    const worker = async (): Promise<Worker> => {
      const { caller, api } = await shop.role('ASSEMBLER')
      const task = await admin.assembly.create({ frameId: frame.id, userId: caller.userId })
      return { caller, api, taskId: task.id }
    }
    me = await worker()
    other = await worker()
    open = (await admin.assembly.create({ frameId: frame.id })).id
    openGlazing = (await admin.glazing.create({ frameId: frame.id })).id
    await other.api.assembly.start({ id: other.taskId })
    await me.api.assembly.start({ id: me.taskId })
    await me.api.assembly.complete({ id: me.taskId })
  })

  it('lists and finds their own tasks and those of their trade that wait for somebody', async () => {
    const theirs = [open, me.taskId]
    expect(ids(await me.api.task.list({}))).toEqual(theirs)
    expect((await me.api.task.list({})).total).toBeUndefined()
    expect(ids(await me.api.assembly.list({ search: 'bench' }))).toEqual(theirs)
    expect(ids(await me.api.task.list({ userId: other.caller.userId }))).toEqual([])
    expect(ids(await me.api.glazing.list({}))).toEqual([])
    const bench = await me.api.task.bench()
    expect(JSON.stringify(bench)).not.toContain(`"id":${other.taskId},"kind"`)
    expect(ids({ items: bench.open })).toEqual([open])
  })

  it('gets and does nothing of somebody else', async () => {
    const id = other.taskId
    const { api } = me
    await findNothing({
      get: () => api.task.get({ id }),
      assembly: () => api.assembly.get({ id }),
      otherTrade: () => api.task.get({ id: openGlazing }),
      history: () => api.event.list({ entity: 'task', entityId: id }),
    })
    const acts = {
      start: () => api.task.start({ id }),
      pause: () => api.assembly.pause({ id }),
      complete: () => api.assembly.complete({ id }),
    }
    await findNothing(acts, /^(NOT_FOUND|FORBIDDEN)$/)
    expect((await admin.task.get({ id })).status).toBe('IN_PROGRESS')
  })

  it('hears of no task of somebody else, live and afterwards', async () => {
    const live = (await heard(me.caller, 'task.completed')).filter((event) => event.entity === 'task')
    expect(live.map((event) => event.entityId)).toContain(me.taskId)
    expect(live.map((event) => event.entityId)).not.toContain(other.taskId)
    for (const listed of [await me.api.event.list({ entity: 'task' }), await me.api.event.list({})]) {
      expect(listed.items.map((event) => event.entityId)).toContain(me.taskId)
      expect(listed.items.filter((event) => event.entity === 'task' && event.entityId === other.taskId)).toEqual([])
    }
  })

  it('has no figures', async () => {
    await expect(me.api.statistics.tasks()).rejects.toMatchObject({ domainCode: 'FORBIDDEN' })
    await expect(me.api.statistics.mobileSummary()).rejects.toMatchObject({ domainCode: 'FORBIDDEN' })
  })
})
