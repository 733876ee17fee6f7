import { DomainError, type DomainErrorCode, errorCodes } from '@framewright/contracts/errors'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openServer, type TestServer } from '../testing/server.ts'
import { type Api, openShop, type Shop } from '../testing/shop.ts'

type Step = 'picking/start' | 'picking/complete' | 'packing/start' | 'packing/complete' | 'delivery/start'
type State = 'waiting' | 'picking' | 'picked' | 'packing' | 'packed' | 'onItsWay'

let shop: Shop
let server: TestServer
let admin: Api
let terminal: Api
let token: string
let order: { salesOrderId: number; lineId: number }
const badges: Record<string, string> = {}
/** One fulfilment in each state, begun by Anna. */
const parcels = {} as Record<State, { id: number; number: string; lineId: number }>

beforeAll(async () => {
  shop = await openShop()
  server = await openServer(shop)
  admin = (await shop.role('ADMIN')).api
  const warehouse = await shop.role('WAREHOUSE')
  terminal = warehouse.api
  token = await server.as('WAREHOUSE')
  for (const [name, role] of Object.entries({
    anna: 'WAREHOUSE',
    ben: 'WAREHOUSE',
    carl: 'WAREHOUSE',
    dora: 'DRIVER',
  })) {
    const { userId } = await shop.person(role, name)
    badges[name] = (await admin.badge.issue({ userId })).code
  }
  const revoked = await shop.person('WAREHOUSE', 'rita')
  const lost = await admin.badge.issue({ userId: revoked.userId })
  badges.rita = lost.code
  await admin.badge.revoke({ id: lost.id })
  await shop.deps.prisma.user.updateMany({ where: { username: 'carl' }, data: { active: false } })

  const { id: customerId } = await shop.deps.prisma.customer.create({ data: { code: 'C1', name: 'Corner House' } })
  const { id: itemId } = await admin.item.create({ sku: 'R-1', name: 'Sash', unitPrice: '10', openingStock: '100' })
  const made = await admin.salesOrder.create({ customerId, lines: [{ itemId, quantity: 60 }] })
  await admin.salesOrder.confirm({ id: made.id })
  order = { salesOrderId: made.id, lineId: made.lines[0]?.id ?? 0 }
  const states: State[] = ['waiting', 'picking', 'picked', 'packing', 'packed', 'onItsWay']
  for (const [reached, state] of states.entries()) {
    const { salesOrderId, lineId } = order
    const { id, number, lines } = await admin.fulfilment.create({ salesOrderId, lines: [{ lineId, quantity: 5 }] })
    const at = { fulfilmentId: id, badge: badges.anna ?? '' }
    if (reached > 0) await terminal.fulfilment.startPicking(at)
    if (reached > 1) await terminal.fulfilment.completePicking(at)
    if (reached > 2) await terminal.fulfilment.startPacking(at)
    if (reached > 3) await terminal.fulfilment.completePacking(at)
    if (reached > 4) await terminal.fulfilment.startDelivery({ ...at, deliveryType: 'INTERNAL' })
    parcels[state] = { id, number, lineId: lines[0]?.id ?? 0 }
  }
})
afterAll(async () => {
  await server.close()
  await shop.close()
})

/** In what state, which step, by whom, and what it is refused with. */
const refusals: [string, State, Step | 'delivery/complete', object, DomainErrorCode, RegExp][] = [
  [
    'a different person completing',
    'picking',
    'picking/complete',
    { badge: 'ben' },
    'FORBIDDEN',
    /^anna Tester began to pick FF-\d+; only they can complete it\.$/,
  ],
  [
    'a different person completing the packing',
    'packing',
    'packing/complete',
    { badge: 'ben' },
    'FORBIDDEN',
    /only they/,
  ],
  [
    'a different person completing an internal delivery',
    'onItsWay',
    'delivery/complete',
    { badge: 'ben' },
    'FORBIDDEN',
    /only they/,
  ],
  [
    'a second session on the same stage',
    'picking',
    'picking/start',
    { badge: 'ben' },
    'CONFLICT',
    /^anna Tester has begun to pick FF-\d+ already\.$/,
  ],
  [
    'the same person scanning twice',
    'packing',
    'packing/start',
    { badge: 'anna' },
    'CONFLICT',
    /^You have begun to pack/,
  ],
  [
    'an unknown badge',
    'waiting',
    'picking/start',
    { code: `fw:badge:${'A'.repeat(43)}` },
    'NOT_FOUND',
    /^This badge is not known here/,
  ],
  [
    'something else scanned as a badge',
    'waiting',
    'picking/start',
    { code: 'R-1' },
    'NOT_FOUND',
    /^This badge is not known here/,
  ],
  ['a revoked badge', 'waiting', 'picking/start', { badge: 'rita' }, 'FORBIDDEN', /^This badge was revoked/],
  ['somebody inactive', 'waiting', 'picking/start', { badge: 'carl' }, 'FORBIDDEN', /account is switched off/],
  [
    'somebody inactive by e-mail',
    'waiting',
    'picking/start',
    { userEmail: 'carl@example.com' },
    'FORBIDDEN',
    /switched off/,
  ],
  [
    'an address nobody has',
    'waiting',
    'picking/start',
    { userEmail: 'nobody@example.com' },
    'NOT_FOUND',
    /Nobody here has the address/,
  ],
  ['a driver who picks', 'waiting', 'picking/start', { badge: 'dora' }, 'FORBIDDEN', /^dora Tester may not pick\.$/],
  ['nobody', 'waiting', 'picking/start', {}, 'INVALID_INPUT', /Scan a badge or give an e-mail/],
  [
    'a badge and an address',
    'waiting',
    'picking/start',
    { badge: 'anna', userEmail: 'anna@example.com' },
    'INVALID_INPUT',
    /one of the two/,
  ],
  [
    'completing what nobody began',
    'waiting',
    'picking/complete',
    { badge: 'anna' },
    'CONFLICT',
    /^Nobody has begun to pick/,
  ],
  [
    'packing what is not picked',
    'waiting',
    'packing/start',
    { badge: 'anna' },
    'WRONG_STATE',
    /is pending, so it cannot start packing/,
  ],
  ['picking what is packed', 'packed', 'picking/start', { badge: 'anna' }, 'WRONG_STATE', /is packed/],
  [
    'sending what is not packed',
    'picked',
    'delivery/start',
    { badge: 'anna', deliveryType: 'INTERNAL' },
    'WRONG_STATE',
    /is picked/,
  ],
  [
    'a courier delivery without a courier',
    'packed',
    'delivery/start',
    { badge: 'anna', deliveryType: 'COURIER' },
    'INVALID_INPUT',
    /Say which courier takes it/,
  ],
  [
    'a courier of blanks',
    'packed',
    'delivery/start',
    { badge: 'anna', deliveryType: 'COURIER', courierName: '  ' },
    'INVALID_INPUT',
    /which courier/,
  ],
  [
    'a driver nobody named',
    'packed',
    'delivery/start',
    { deliveryType: 'DIRECT' },
    'INVALID_INPUT',
    /badge of the driver/,
  ],
  ['a delivery of no kind', 'packed', 'delivery/start', { badge: 'anna' }, 'INVALID_INPUT', /deliveryType/],
  [
    'less picked without a reason',
    'picking',
    'picking/complete',
    { badge: 'anna', picked: '3' },
    'INVALID_INPUT',
    /Say why less of Sash was picked/,
  ],
  [
    'more picked than asked for',
    'picking',
    'picking/complete',
    { badge: 'anna', picked: '6' },
    'RULE_VIOLATED',
    /5 asked for, 6 picked/,
  ],
  [
    'nothing picked',
    'picking',
    'picking/complete',
    { badge: 'anna', picked: '0', reason: 'All broken' },
    'RULE_VIOLATED',
    /Nothing was picked/,
  ],
]

const procedures = {
  'picking/start': 'startPicking',
  'picking/complete': 'completePicking',
  'packing/start': 'startPacking',
  'packing/complete': 'completePacking',
  'delivery/start': 'startDelivery',
  'delivery/complete': 'completeDelivery',
} as const

describe('at a terminal of the warehouse', () => {
  it.each(refusals)('%s is refused in words, by RPC and by REST, and nothing changes', async (...row) => {
    const [, state, step, said, code, words] = row
    const { id: fulfilmentId, lineId } = parcels[state]
    const { badge, code: scanned, picked, reason, ...rest } = said as Record<string, string | undefined>
    const input = {
      fulfilmentId,
      ...(badge === undefined ? {} : { badge: badges[badge] }),
      ...(scanned === undefined ? {} : { badge: scanned }),
      ...(picked === undefined ? {} : { lines: [{ lineId, picked, ...(reason ? { reason } : {}) }] }),
      ...rest,
    }
    const before = await everything()
    const call = terminal.fulfilment[procedures[step]] as (given: unknown) => Promise<unknown>
    const byRpc = await call(input).then(
      () => undefined,
      (error: { code?: string; message: string; cause?: unknown }) => error,
    )
    expect(byRpc?.message).toMatch(words)
    if (byRpc instanceof DomainError) expect(byRpc.domainCode).toBe(code)
    else expect([byRpc?.code, code]).toEqual(['BAD_REQUEST', 'INVALID_INPUT'])
    const byRest = await server.send('POST', `/api/sales/${step}`, { token, body: input })
    expect([byRest.status, byRest.body.code]).toEqual([errorCodes[code].status, code])
    expect(byRest.body.message).toMatch(words)
    expect(await everything()).toBe(before)
  })

  it('a number that nothing has is not found', async () => {
    for (const which of [{ fulfilmentId: 2_000_000_000 }, { number: 'FF-999999' }, { invoiceNo: 'NONE-1' }]) {
      const body = { ...which, badge: badges.anna }
      const answer = await server.send('POST', '/api/sales/picking/start', { token, body })
      expect([answer.status, answer.body.code]).toEqual([404, 'NOT_FOUND'])
    }
  })

  it('the same request again is the same answer, and nothing twice', async () => {
    const { salesOrderId, lineId } = order
    const { id } = await admin.fulfilment.create({ salesOrderId, lines: [{ lineId, quantity: 2 }] })
    const send = (path: string, key: string) =>
      server.send('POST', `/api/sales/${path}`, {
        token,
        body: { fulfilmentId: id, badge: badges.anna },
        headers: { 'idempotency-key': key },
      })
    const [first, again] = [await send('picking/start', 'scan-1'), await send('picking/start', 'scan-1')]
    expect([first.status, again.status]).toEqual([200, 200])
    expect(again.body).toEqual(first.body)
    const done = await Promise.all([1, 2, 3].map(() => send('picking/complete', 'scan-2')))
    expect(done.map((answer) => [answer.status, answer.body.status])).toEqual(Array(3).fill([200, 'PICKED']))
    const moved = await shop.deps.prisma.stockMovement.count({ where: { sourceType: 'fulfilment', sourceId: id } })
    expect(moved).toBe(1)
  })

  it('one’s number as it is printed and an invoice’s will do for its id', async () => {
    await admin.invoice.import({
      ...{ invoiceNo: 'RE 77', invoiceDate: '2026-03-02', source: 'SHOP' },
      ...{ customer: { code: 'C1', name: 'Corner House' }, items: [{ sku: 'R-1', quantity: '2', unitPrice: '1' }] },
    })
    const begun = await server.send('POST', '/api/sales/picking/start', {
      token,
      body: { invoiceNo: 're-77', userEmail: 'ANNA@example.com' },
    })
    expect([begun.status, begun.body.status]).toEqual([200, 'PENDING'])
    const { number } = begun.body as unknown as { number: string }
    const done = await server.send('POST', '/api/sales/picking/complete', {
      token,
      body: { number, badge: badges.anna },
    })
    expect(done.body).toMatchObject({ status: 'PICKED', session: { user: { name: 'anna Tester' }, stage: 'PICKING' } })
    expect(server.faults()).toEqual([])
  })
})

/** All that a step could change. */
async function everything(): Promise<string> {
  const { prisma } = shop.deps
  const all = await Promise.all([
    prisma.fulfilment.findMany({ orderBy: { id: 'asc' } }),
    prisma.fulfilmentLine.findMany({ orderBy: { id: 'asc' } }),
    prisma.fulfilmentSession.findMany({ orderBy: { id: 'asc' } }),
    prisma.stockBalance.findMany({ orderBy: [{ itemId: 'asc' }, { locationId: 'asc' }] }),
    prisma.reservation.findMany({ orderBy: { id: 'asc' } }),
    prisma.stockMovement.count(),
    prisma.event.count(),
    prisma.shipment.count(),
  ])
  return JSON.stringify(all)
}
