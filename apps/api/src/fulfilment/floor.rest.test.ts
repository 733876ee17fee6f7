import type { Badge } from '@framewright/contracts/badge/badge.schema'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, openServer, type TestServer } from '../testing/server.ts'
import { openStockedShop, type StockedShop } from '../testing/stocked-shop.ts'

/** What the floor scans by hand-held: one path a step, as other systems call it. */
const paths = [
  'sales/picking/start',
  'sales/picking/complete',
  'sales/packing/start',
  'sales/packing/complete',
  'sales/delivery/start',
  'sales/delivery/complete',
  'warehouse/delivery',
] as const
type Path = (typeof paths)[number]

/** What a step asks for beside its document and its person. */
const own = (path: Path): object =>
  path === 'sales/delivery/start' || path === 'warehouse/delivery' ? { deliveryType: 'DIRECT' } : {}
const missing = 99_999_999
const unknownBadge = `fw:badge:${'x'.repeat(43)}`

interface Worker {
  badge: string
  email: string
}

let shop: StockedShop
let server: TestServer
/** The account that is signed in on the device; it is none of the people scanned. */
let terminal: string
let anna: Worker
let ben: Worker
/** Those whose scan does not count. */
let revoked: Worker
let leaver: Worker
let seller: Worker
let itemId: number

beforeAll(async () => {
  shop = await openStockedShop()
  server = await openServer(shop)
  terminal = await server.as('WAREHOUSE')
  anna = await worker('anna')
  ben = await worker('ben')
  revoked = await worker('rita')
  leaver = await worker('leo')
  seller = await worker('sally', 'SALES_EXECUTIVE')
  const { items } = await shop.api.badge.list({})
  await shop.api.badge.revoke({ id: items.find((one: Badge) => one.user.name.startsWith('rita'))?.id ?? 0 })
  await shop.deps.prisma.user.updateMany({ where: { username: 'leo' }, data: { active: false } })
  itemId = await shop.item(500)
})
afterAll(async () => {
  await server.close()
  await shop.close()
})

async function worker(username: string, role = 'WAREHOUSE'): Promise<Worker> {
  const { userId } = await shop.person(role, username)
  return { badge: (await shop.api.badge.issue({ userId })).code, email: `${username}@example.com` }
}

const post = (path: string, body: unknown, token: string | undefined = terminal) =>
  server.send('POST', `/api/${path}`, { token, body })

async function step(path: Path, body: object): Promise<Answer> {
  const answer = await post(path, body)
  expect(answer.status, `${path}: ${answer.body.message}`).toBe(200)
  return answer
}

/** A fulfilment that waits for that step: everything before it was done by Anna. */
async function waitingFor(path: Path): Promise<number> {
  const order = await shop.sell(itemId, 2)
  const { id: fulfilmentId } = await shop.api.fulfilment.create({ salesOrderId: order.id })
  const before = path === 'warehouse/delivery' ? 'sales/delivery/start' : path
  for (const earlier of paths.slice(0, paths.indexOf(before)))
    await step(earlier, { fulfilmentId, badge: anna.badge, ...own(earlier) })
  return fulfilmentId
}

/** All that a step could have changed, as one figure. */
async function digest(): Promise<string> {
  const tables = ['fulfilment', 'fulfilment_line', 'fulfilment_session', 'reservation', 'stock_movement', 'shipment']
  const rows = await shop.deps.prisma.$queryRawUnsafe<{ digest: string }[]>(
    `SELECT md5(concat_ws('/', ${tables
      .map((table) => `(SELECT md5(string_agg(t::text, '|' ORDER BY t.id)) FROM ${table} t)`)
      .join(', ')}, (SELECT count(*) FROM event WHERE entity IN ('fulfilment', 'salesOrder')))) AS digest`,
  )
  return rows[0]?.digest ?? ''
}

interface Refusal {
  status: number
  code: string
  /** What the worker reads, or a part of it. */
  says: RegExp
  /** The field a 400 is about. */
  field?: string
}

/** A refusal as the worker meets it, and nothing having changed. */
async function expectRefused(attempt: () => Promise<Answer>, { status, code, says, field }: Refusal): Promise<void> {
  const before = await digest()
  const { status: got, body } = await attempt()
  expect({ status: got, code: body.code }, body.message).toEqual({ status, code })
  expect(body.message).toMatch(says)
  if (field !== undefined) expect(body.details.fields.map((one) => one.path)).toContain(field)
  expect(await digest()).toBe(before)
}

describe('the floor over REST', () => {
  it('takes an order from the shelf to the customer, each step saying who did it', async () => {
    const fulfilmentId = await waitingFor('sales/picking/start')
    const { number } = await shop.api.fulfilment.get({ id: fulfilmentId })
    const said = async (path: Path, body: object) => (await step(path, body)).body
    expect(await said('sales/picking/start', { number, userEmail: anna.email })).toMatchObject({
      id: fulfilmentId,
      status: 'PENDING',
      session: { stage: 'PICKING', user: { name: 'anna Tester' }, completedAt: null },
    })
    expect(await said('sales/picking/complete', { number, badge: anna.badge })).toMatchObject({ status: 'PICKED' })
    expect(await said('sales/packing/start', { fulfilmentId, badge: ben.badge })).toMatchObject({ status: 'PACKING' })
    expect(await said('sales/packing/complete', { fulfilmentId, badge: ben.badge, notes: 'Fragile' })).toMatchObject({
      status: 'PACKED',
      session: { notes: 'Fragile', user: { name: 'ben Tester' } },
    })
    const courier = { deliveryType: 'COURIER', courierName: 'Fast Vans', trackingNo: 'FV-1' }
    expect(await said('sales/delivery/start', { fulfilmentId, ...courier })).toMatchObject({
      status: 'DISPATCHED',
      session: courier,
    })
    expect(await said('sales/delivery/complete', { fulfilmentId, badge: anna.badge })).toMatchObject({
      status: 'DELIVERED',
    })
    await shop.expectInvariants()
  })

  it('takes the number of an imported invoice as well', async () => {
    const { sku } = await shop.api.item.get({ id: itemId })
    const token = await server.as('ADMIN')
    const invoice = {
      invoiceNo: 'rest – 7',
      invoiceDate: '2026-03-02',
      customer: { name: 'Builders' },
      items: [{ sku, quantity: 1, unitPrice: 4 }],
    }
    expect((await post('sales/import/invoice', invoice, token)).status).toBe(201)
    const { body } = await step('sales/picking/start', { invoiceNo: 'REST-7', badge: anna.badge })
    expect(body).toMatchObject({ status: 'PENDING', source: { type: 'invoice', number: 'rest – 7' } })
  })

  it('hands over in one step where the goods are taken at once', async () => {
    const fulfilmentId = await waitingFor('warehouse/delivery')
    const answer = await step('warehouse/delivery', {
      ...{ fulfilmentId, badge: ben.badge, deliveryType: 'DIRECT', delivered: true },
    })
    expect(answer.body.status).toBe('DELIVERED')
  })

  it('does a step once under one key, and answers the same again', async () => {
    const fulfilmentId = await waitingFor('sales/picking/start')
    const send = () =>
      server.send('POST', '/api/sales/picking/start', {
        token: terminal,
        body: { fulfilmentId, badge: anna.badge },
        headers: { 'idempotency-key': `scan-${fulfilmentId}` },
      })
    const first = await send()
    const after = await digest()
    const second = await send()
    expect([first.status, second.status]).toEqual([200, 200])
    expect(second.body).toEqual(first.body)
    expect(await digest()).toBe(after)
  })
})

describe.each(paths)('POST /api/%s', (path) => {
  let fulfilmentId: number
  const good = () => ({ fulfilmentId, badge: anna.badge, ...own(path) })
  beforeAll(async () => {
    fulfilmentId = await waitingFor(path)
  })

  it('is refused to whoever is not signed in, and to whoever may not', async () => {
    await expectRefused(() => server.send('POST', `/api/${path}`, { body: good() }), {
      ...{ status: 401, code: 'UNAUTHENTICATED', says: /./ },
    })
    const viewer = await server.as('VIEWER')
    await expectRefused(() => post(path, good(), viewer), { status: 403, code: 'FORBIDDEN', says: /./ })
  })

  const documents = 'Say which one: its fulfilmentId, its number, or the invoiceNo'
  it.each<[string, () => object, Refusal]>([
    ['no document', () => ({ badge: anna.badge, ...own(path) }), invalid('fulfilmentId', documents)],
    ['two documents', () => ({ ...good(), invoiceNo: 'A-1' }), invalid('fulfilmentId', documents)],
    ['a document that is none', () => ({ ...good(), fulfilmentId: 'x' }), invalid('fulfilmentId', /./)],
    ['a badge and an address', () => ({ ...good(), userEmail: ben.email }), invalid('badge', 'one of the two')],
    [
      'an address that is none',
      () => ({ fulfilmentId, userEmail: 'anna', ...own(path) }),
      invalid('userEmail', /mail/i),
    ],
    [
      'an unknown document',
      () => ({ ...good(), fulfilmentId: missing }),
      notFound(`There is no fulfilment ${missing}`),
    ],
    [
      'an unknown number',
      () => ({ badge: anna.badge, number: 'FF-999999', ...own(path) }),
      notFound('There is no fulfilment FF-999999'),
    ],
    [
      'an unknown invoice',
      () => ({ badge: anna.badge, invoiceNo: 'NEVER-1', ...own(path) }),
      notFound('Nothing to send has the number NEVER-1.'),
    ],
    [
      'an unknown badge',
      () => ({ ...good(), badge: unknownBadge }),
      notFound('This badge is not known here. Ask the office for a new one.'),
    ],
    ['a badge that is no badge', () => ({ ...good(), badge: 'FF-000001' }), notFound('This badge is not known here')],
    [
      'an address nobody has',
      () => ({ fulfilmentId, userEmail: 'nobody@example.com', ...own(path) }),
      notFound('Nobody here has the address nobody@example.com'),
    ],
    [
      'a revoked badge',
      () => ({ ...good(), badge: revoked.badge }),
      forbidden('This badge was revoked. Ask the office for a new one.'),
    ],
    [
      'somebody who has left',
      () => ({ ...good(), badge: leaver.badge }),
      forbidden('leo Tester’s account is switched off. Ask the office.'),
    ],
    [
      'somebody of the office',
      () => ({ ...good(), badge: seller.badge }),
      forbidden(/^sally Tester may not (pick|pack|deliver)\.$/),
    ],
  ])('says what is wrong with %s', async (_what, body, refusal) => {
    await expectRefused(() => post(path, body()), refusal)
  })

  it('is refused at the wrong stage', async () => {
    const elsewhere = await waitingFor(path.startsWith('sales/picking') ? 'sales/packing/start' : 'sales/picking/start')
    await expectRefused(() => post(path, { ...good(), fulfilmentId: elsewhere }), {
      ...{ status: 409, code: 'WRONG_STATE', says: /FF-\d+|fulfilment/ },
    })
  })

  it('is done once, after all that was refused', async () => {
    await step(path, good())
    await expectRefused(() => post(path, good()), { status: 409, code: expect.any(String), says: /./ })
  })
})

describe('what one worker meets of another', () => {
  it.each(['sales/picking', 'sales/packing', 'sales/delivery'] as const)(
    '%s is completed by whoever began it, and begun once',
    async (stage) => {
      const fulfilmentId = await waitingFor(`${stage}/start`)
      await step(`${stage}/start`, { fulfilmentId, badge: anna.badge, ...own(`${stage}/start`) })
      const word = stage.slice('sales/'.length).replace('ing', '').replace('delivery', 'deliver')
      await expectRefused(
        () => post(`${stage}/complete`, { fulfilmentId, badge: ben.badge }),
        forbidden(new RegExp(`^anna Tester began to ${word} FF-\\d+; only they can complete it\\.$`)),
      )
      const again = (badge: string) => () => post(`${stage}/start`, { fulfilmentId, badge, ...own(`${stage}/start`) })
      await expectRefused(
        again(ben.badge),
        conflict(new RegExp(`^anna Tester has begun to ${word} FF-\\d+ already\\.$`)),
      )
      await expectRefused(again(anna.badge), conflict(new RegExp(`^You have begun to ${word} FF-\\d+ already\\.$`)))
    },
  )

  it('completing what nobody has begun', async () => {
    const fulfilmentId = await waitingFor('sales/picking/start')
    await expectRefused(
      () => post('sales/picking/complete', { fulfilmentId, badge: anna.badge }),
      conflict(/^Nobody has begun to pick FF-\d+\. Scan it to begin\.$/),
    )
  })

  it('picks that are less, more, nothing, or of another document', async () => {
    const fulfilmentId = await waitingFor('sales/picking/complete')
    const { lines } = await shop.api.fulfilment.get({ id: fulfilmentId })
    const lineId = lines[0]?.id ?? 0
    const complete = (line: object) => () =>
      post('sales/picking/complete', { fulfilmentId, badge: anna.badge, lines: [{ lineId, ...line }] })
    await expectRefused(complete({ picked: 1 }), invalid('lines.0.reason', 'Say why less of'))
    await expectRefused(complete({ picked: -1 }), invalid('lines.0.picked', /./))
    await expectRefused(complete({ picked: 2, lineId: missing }), invalid('lines.0.lineId', 'has no line'))
    const rule = { status: 422, code: 'RULE_VIOLATED' }
    await expectRefused(complete({ picked: 3 }), { ...rule, says: /2 asked for, 3 picked\. Put back what is too much/ })
    await expectRefused(complete({ picked: 0, reason: 'Gone' }), { ...rule, says: /^Nothing was picked/ })
  })

  it.each(['sales/delivery/start', 'warehouse/delivery'] as const)('%s without who takes it', async (path) => {
    const fulfilmentId = await waitingFor(path)
    const start = (more: object) => () => post(path, { fulfilmentId, ...more })
    await expectRefused(start({ badge: anna.badge }), invalid('deliveryType', /./))
    await expectRefused(start({ badge: anna.badge, deliveryType: 'PIGEON' }), invalid('deliveryType', /./))
    await expectRefused(
      start({ badge: anna.badge, deliveryType: 'COURIER', courierName: ' ' }),
      invalid('courierName', 'Say which courier takes it'),
    )
    await expectRefused(start({ deliveryType: 'DIRECT' }), invalid('userEmail', 'Scan the badge of the driver'))
    await expectRefused(start({ deliveryType: 'INTERNAL' }), invalid('userEmail', 'Scan the badge of whoever carries'))
  })

  it('an address where only badges count', async () => {
    const fulfilmentId = await waitingFor('sales/picking/start')
    const setting = { key: 'badge', value: { emailAllowed: false } }
    await shop.deps.prisma.setting.create({ data: setting })
    await expectRefused(
      () => post('sales/picking/start', { fulfilmentId, userEmail: anna.email }),
      forbidden('Only badges count here. Scan your badge.'),
    )
    await shop.deps.prisma.setting.delete({ where: { key: 'badge' } })
  })
})

describe('GET /api/mobile/warehouse/tasks', () => {
  const tasks = (query = '', token: string | undefined = terminal) =>
    server.send('GET', `/api/mobile/warehouse/tasks${query}`, { ...(token === '' ? {} : { token }) })

  it('is what waits, of the stages one may work at', async () => {
    const picking = await waitingFor('sales/picking/start')
    const delivery = await waitingFor('sales/delivery/start')
    const idsOf = (answer: Answer) => (answer.body.items as { fulfilmentId: number }[]).map((one) => one.fulfilmentId)
    expect(idsOf(await tasks('?limit=200'))).toEqual(expect.arrayContaining([picking, delivery]))
    const driver = await server.as('DRIVER')
    const theirs = idsOf(await tasks('?limit=200', driver))
    expect(theirs).toContain(delivery)
    expect(theirs).not.toContain(picking)
    expect(idsOf(await tasks('?limit=200&stage=PICKING', driver))).toEqual([])
    expect(idsOf(await tasks('?mine=true'))).toEqual([])
  })

  it('is refused to whoever is not signed in or may not, and names the field that is wrong', async () => {
    await expectRefused(() => tasks('', ''), { status: 401, code: 'UNAUTHENTICATED', says: /./ })
    const viewer = await server.as('VIEWER')
    await expectRefused(() => tasks('', viewer), { status: 403, code: 'FORBIDDEN', says: /./ })
    await expectRefused(() => tasks('?stage=SLEEPING'), invalid('stage', /./))
    await expectRefused(() => tasks('?limit=201'), invalid('limit', /./))
  })
})

function invalid(field: string, says: string | RegExp): Refusal {
  return { status: 400, code: 'INVALID_INPUT', field, says: words(says) }
}
function notFound(says: string | RegExp): Refusal {
  return { status: 404, code: 'NOT_FOUND', says: words(says) }
}
function forbidden(says: string | RegExp): Refusal {
  return { status: 403, code: 'FORBIDDEN', says: words(says) }
}
function conflict(says: RegExp): Refusal {
  return { status: 409, code: 'CONFLICT', says }
}
/** A sentence is meant to the letter. */
function words(says: string | RegExp): RegExp {
  return typeof says === 'string' ? new RegExp(says.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) : says
}
