import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, openServer, type TestServer } from '../testing/server.ts'
import { type Api, openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let server: TestServer
let admin: Api
/** An API key that may import and nothing else. */
let key: string
beforeAll(async () => {
  shop = await openShop()
  server = await openServer(shop)
  admin = (await shop.role('ADMIN')).api
  key = (await admin.apiKey.create({ name: 'The old ERP', scopes: ['invoice.import'] })).key
  for (const sku of ['FR-1', 'FR-2'])
    await admin.item.create({ sku, name: `Frame ${sku}`, unitPrice: '80', taxRate: '19' })
})
afterAll(async () => {
  await server.close()
  await shop.close()
})

let numbers = 0
const invoice = (change: object = {}) => ({
  invoiceNo: `A ${++numbers}`,
  invoiceDate: '2026-03-31',
  customer: { name: 'Haus am See' },
  items: [{ sku: 'fr-1', quantity: 3, unitPrice: '99.99' }],
  ...change,
})
const post = (body: object, headers: Record<string, string> = { 'x-api-key': key }) =>
  server.send('POST', '/api/sales/import/invoice', { body, headers })
const count = () => shop.deps.prisma.invoice.count()
/** More of an answer than tests of other domains look at. */
const bodyOf = (answer: Answer) => answer.body as unknown as Record<string, never>

async function creating<T>(work: () => Promise<T>): Promise<T> {
  await admin.shop.update({ unknownItems: 'create' })
  try {
    return await work()
  } finally {
    await admin.shop.update({ unknownItems: 'refuse' })
  }
}

describe('importing an invoice', () => {
  it('answers with the invoice, its lines priced like a sales order, in the form it will always have', async () => {
    const given = invoice({ invoiceNo: 'Re – 2026/7', salesman: 'Somebody Else', source: 'shop' })
    const answer = await post(given)
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({
      source: 'SHOP',
      invoiceNo: 'Re – 2026/7',
      number: 'RE-2026/7',
      invoiceDate: '2026-03-31',
      salesman: 'Somebody Else',
      owner: null,
      customer: { name: 'Haus am See' },
      salesOrder: null,
      status: 'CREATED',
      subtotal: '299.97',
      taxTotal: '56.99',
      total: '356.96',
      billTo: { name: 'Haus am See', address: '', taxId: '' },
      lines: [{ lineNo: 1, sku: 'FR-1', itemName: 'Frame FR-1', quantity: '3', unitPrice: '99.99', taxRate: '19' }],
    })
    expect(await admin.invoice.get({ id: answer.body.id })).toEqual(answer.body)
  })

  it('gives the same answer to the same invoice, however it is written, and makes nothing more', async () => {
    const first = await post(invoice({ invoiceNo: 'B-1' }))
    const events = await shop.deps.prisma.event.count()
    const invoices = await count()
    const again = await post({
      items: [{ unitPrice: 99.99, quantity: '3.000', sku: 'FR-1', name: '' }],
      customer: { name: ' Haus am See ' },
      invoiceDate: '2026-03-31',
      invoiceNo: ' b – 1',
    })
    expect([again.status, again.body]).toEqual([201, first.body])
    expect([await count(), await shop.deps.prisma.event.count()]).toEqual([invoices, events])
    // Another system may have the same number.
    expect((await post(invoice({ invoiceNo: 'B-1', source: 'Other' }))).body.id).not.toBe(first.body.id)
  })

  it('refuses another invoice under the same number and says where they differ, with both values', async () => {
    const { body: first } = await post(invoice({ invoiceNo: 'C-1' }))
    const before = await shop.deps.prisma.customer.count()
    const { status, body } = await post(
      invoice({
        invoiceNo: 'C-1',
        customer: { name: 'Nobody knows them' },
        items: [{ sku: 'FR-2', quantity: 3, unitPrice: 1 }],
      }),
    )
    expect(status).toBe(409)
    expect(body).toMatchObject({
      code: 'CONFLICT',
      details: {
        rule: 'invoice.differs',
        id: first.id,
        differences: [
          { path: 'customer.name', stored: 'Haus am See', given: 'Nobody knows them' },
          { path: 'items.0.sku', stored: 'FR-1', given: 'FR-2' },
          { path: 'items.0.unitPrice', stored: '99.99', given: '1' },
        ],
      },
    })
    expect(body.message).toContain('customer.name is "Haus am See" there and "Nobody knows them" here')
    expect(await shop.deps.prisma.customer.count()).toBe(before)
  })

  it('names every unknown item with its line, and changes nothing', async () => {
    const customers = await shop.deps.prisma.customer.count()
    const { status, body } = await post(
      invoice({
        customer: { name: 'Never to be made' },
        items: ['NO-1', 'FR-1', 'NO-2'].map((sku) => ({ sku, quantity: 1, unitPrice: 1 })),
      }),
    )
    expect([status, body.code]).toEqual([422, 'RULE_VIOLATED'])
    expect(body.message).toContain('NO-1 (line 1), NO-2 (line 3)')
    expect(body.details).toMatchObject({
      rule: 'invoice.unknownItems',
      items: [
        { path: 'items.0.sku', line: 1, sku: 'NO-1' },
        { path: 'items.2.sku', line: 3, sku: 'NO-2' },
      ],
    })
    expect(await shop.deps.prisma.customer.count()).toBe(customers)
  })

  it('makes unknown items where the shop says so, once however many need them', async () => {
    await creating(async () => {
      const items = ['new-9', 'NEW-1', 'NEW-9'].map((sku) => ({ sku, quantity: 2, unitPrice: '7.5', taxRate: 7 }))
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, i) => post(invoice({ items: i % 2 ? items : items.toReversed() }))),
      )
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    })
    const made = await admin.item.list({ search: 'new-' })
    expect(made.items.map((item) => item.sku.toUpperCase()).toSorted()).toEqual(['NEW-1', 'NEW-9'])
    expect(made.items[0]).toMatchObject({ unitPrice: '7.50', taxRate: '7', kind: 'PRODUCT' })
  })

  it('finds the customer by the code alone, else by a name that nothing contradicts', async () => {
    const make = (data: object) => shop.deps.prisma.customer.create({ data: { code: '', name: '', ...data } })
    const coded = await make({ code: 'K-7', name: 'Klein AG', address: 'Platz 1', taxId: 'DE1' })
    const [first, second] = [
      await make({ code: 'M-1', name: 'Meyer', email: 'a@meyer.example' }),
      await make({ code: 'M-2', name: 'Meyer', email: 'b@meyer.example' }),
    ]
    const found = async (customer: object) => {
      const { body } = await post(invoice({ customer }))
      return bodyOf({ body } as Answer) as unknown as { customer: { id: number }; billTo: object }
    }
    expect(await found({ code: 'k-7', name: 'Quite another name' })).toMatchObject({
      customer: { id: coded.id },
      billTo: { name: 'Quite another name', address: 'Platz 1', taxId: 'DE1' },
    })
    expect(await found({ name: ' MEYER', email: 'B@meyer.example' })).toMatchObject({ customer: { id: second.id } })
    expect(await found({ name: 'meyer' })).toMatchObject({ customer: { id: first.id } })
    const third = (await found({ name: 'Meyer', email: 'c@meyer.example' })).customer.id
    expect([first.id, second.id]).not.toContain(third)
    expect(await found({ code: 'NEW-7', name: 'Meyer' })).not.toMatchObject({ customer: { id: first.id } })
    expect(await admin.customer.list({ search: 'NEW-7' })).toMatchObject({ items: [{ code: 'NEW-7', name: 'Meyer' }] })
  })

  it('knows the salesman by username, e-mail or full name; without one it is the customer’s', async () => {
    const anna = await shop.person('SALES_EXECUTIVE', 'anna')
    const owner = async (change: object) =>
      ((await post(invoice(change))).body as unknown as { owner: { id: number } | null }).owner?.id ?? null
    for (const salesman of ['ANNA', 'anna@example.com', 'Anna  tester'])
      expect(await owner({ salesman }), salesman).toBe(anna.userId)
    expect(await owner({ salesman: 'Annabel' })).toBeNull()
    await shop.deps.prisma.customer.create({ data: { code: 'ANN', name: 'Annas', ownerId: anna.userId } })
    expect(await owner({ customer: { name: 'Annas' } })).toBe(anna.userId)
    expect(await owner({ customer: { name: 'Annas' }, salesman: 'Berta' })).toBeNull()
  })

  it('is for API keys and tokens that may, and for nobody else', async () => {
    const token = await server.as('ADMIN')
    expect((await post(invoice(), { authorization: `Bearer ${token}` })).status).toBe(201)
    expect((await post(invoice(), {})).status).toBe(401)
    expect((await post(invoice(), { 'x-api-key': `${key}x` })).status).toBe(401)
    for (const role of ['SALES_EXECUTIVE', 'WAREHOUSE'])
      expect((await post(invoice(), { authorization: `Bearer ${await server.as(role)}` })).status).toBe(403)
    expect((await server.send('GET', '/api/sales/invoices', { headers: { 'x-api-key': key } })).status).toBe(403)
  })

  it('is a bad request with a field that is none, and writes nothing', async () => {
    const invoices = await count()
    const wrong = [
      { invoiceNo: ' – ' },
      { invoiceDate: '31.03.2026' },
      { items: [] },
      { customer: {} },
      { source: 'own' },
      { items: [{ sku: 'FR-1', quantity: '-1', unitPrice: 1 }] },
    ]
    for (const change of wrong) expect((await post(invoice(change))).status, JSON.stringify(change)).toBe(400)
    expect(await count()).toBe(invoices)
  })

  it('keeps what it says for ever, whoever writes', async () => {
    const { body } = await post(invoice())
    const { prisma } = shop.deps
    const of = { where: { id: body.id } }
    await expect(prisma.invoice.update({ ...of, data: { total: '1', subtotal: '1' } })).rejects.toThrow(/never changed/)
    await expect(prisma.invoiceLine.deleteMany({ where: { invoiceId: body.id } })).rejects.toThrow(/never changed/)
  })

  it('keeps its customer through a merge, and keeps the customer', async () => {
    const { body } = await post(invoice({ customer: { name: 'Twice Ltd' } }))
    const duplicateId = (body as unknown as { customer: { id: number } }).customer.id
    await expect(admin.customer.remove({ id: duplicateId })).rejects.toMatchObject({
      details: { referredBy: 'invoice' },
    })
    const kept = await admin.customer.create({ name: 'Once Ltd' })
    await admin.customer.merge({ id: kept.id, duplicateId })
    expect(await admin.invoice.get({ id: body.id })).toMatchObject({
      customer: { id: kept.id, name: 'Once Ltd' },
      billTo: { name: 'Twice Ltd' },
    })
  })
})

describe('a hundred importers at once', () => {
  it('create each invoice once, their customers and items too, and nobody meets a deadlock', async () => {
    const before = await count()
    const nos = Array.from({ length: 10 }, (_, i) => `RACE-${i}`)
    const of = (i: number) =>
      invoice({
        invoiceNo: i % 3 ? nos[i % 10] : nos[i % 10]?.toLowerCase().replace('-', ' — '),
        customer:
          i % 10 < 5
            ? { name: `Shared ${i % 2}`, email: `shared${i % 2}@example.com` }
            : { code: `S-${i % 3}`, name: 'Coded' },
        items: ['RACE-A', 'RACE-B', 'FR-1']
          .map((sku) => ({ sku, quantity: (i % 10) + 1, unitPrice: '12.5', taxRate: '19' }))
          .toSorted(() => (i % 2 ? 1 : -1)),
      })
    // The same number always says the same here: what i % 10 decides.
    const bodies = Array.from({ length: 100 }, (_, i) => ({ ...of(i % 10), invoiceNo: of(i).invoiceNo }))
    const answers = await creating(() => Promise.all(bodies.map((body) => post(body))))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect((await count()) - before).toBe(10)
    for (const no of nos.keys()) {
      const ids = answers.filter((_, i) => i % 10 === no).map(({ body }) => body.id)
      expect(new Set(ids).size).toBe(1)
    }
    const { prisma } = shop.deps
    expect(await prisma.customer.count({ where: { name: { startsWith: 'Shared ' } } })).toBe(2)
    expect(await prisma.customer.count({ where: { code: { startsWith: 'S-' } } })).toBe(3)
    expect(await prisma.item.count({ where: { sku: { startsWith: 'RACE-' } } })).toBe(2)
    expect(
      await prisma.event.count({
        where: { type: 'invoice.imported', entityId: { in: answers.map(({ body }) => body.id) } },
      }),
    ).toBe(10)
    expect(server.faults()).toEqual([])
  })

  it('who disagree leave one invoice, and every other is told so', async () => {
    const given = invoice({ invoiceNo: 'DISPUTE' })
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        post({
          ...given,
          customer: { name: `Disputed ${i % 4}` },
          items: [{ sku: 'FR-1', quantity: 1 + (i % 4), unitPrice: 5 }],
        }),
      ),
    )
    const created = answers.filter(({ status }) => status === 201)
    expect(new Set(created.map(({ body }) => body.id)).size).toBe(1)
    expect(created).toHaveLength(10)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(30)
    // What those who lost had made on the way is gone with them.
    expect(await shop.deps.prisma.customer.count({ where: { name: { startsWith: 'Disputed' } } })).toBe(1)
  })
})

describe('importing many', () => {
  const send = (invoices: unknown[], headers: Record<string, string> = {}) =>
    server.send('POST', '/api/sales/import/invoices', { body: { invoices }, headers: { 'x-api-key': key, ...headers } })

  it('says of each what became of it; one that is refused keeps no other out', async () => {
    const known = invoice({ invoiceNo: 'M-0' })
    const { body: there } = await post(known)
    const { status, body } = await send([
      invoice({ invoiceNo: 'M-1' }),
      { ...known, invoiceNo: 'm 0' },
      { ...known, invoiceDate: '2026-04-01' },
      invoice({ invoiceNo: 'M-2', items: [{ sku: 'NO-1', quantity: 1, unitPrice: 1 }] }),
      invoice({ invoiceNo: 'M-3', invoiceDate: 'tomorrow' }),
      invoice({ invoiceNo: 'M-1' }),
      'nothing',
      invoice({ invoiceNo: 'M-4' }),
    ])
    expect(status).toBe(200)
    expect(body).toMatchObject({ created: 2, same: 2, conflict: 1, refused: 3 })
    expect(bodyOf({ body } as Answer).results).toMatchObject([
      { invoiceNo: 'M-1', outcome: 'created', error: null },
      { invoiceNo: 'm 0', outcome: 'same', id: there.id },
      { outcome: 'conflict', id: there.id, error: { details: { differences: [{ path: 'invoiceDate' }] } } },
      { outcome: 'refused', id: null, error: { code: 'RULE_VIOLATED', details: { rule: 'invoice.unknownItems' } } },
      { invoiceNo: 'M-3', outcome: 'refused', error: { code: 'INVALID_INPUT' } },
      { outcome: 'same' },
      { invoiceNo: '', outcome: 'refused' },
      { outcome: 'created' },
    ])
  })

  it('gives the first answer again to the same key, and takes no other request under it', async () => {
    const invoices = [invoice(), invoice()]
    const headers = { 'idempotency-key': 'batch-1' }
    const first = await send(invoices, headers)
    expect(first.body).toMatchObject({ created: 2 })
    expect((await send(invoices, headers)).body).toEqual(first.body)
    expect((await send(invoices)).body).toMatchObject({ created: 0, same: 2 })
    expect((await send([invoice()], headers)).body).toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' })
  })

  it('takes 200 at once and no more, each once though others bring the same', async () => {
    const invoices = Array.from({ length: 200 }, () => invoice({ customer: { name: 'Bulk buyer' } }))
    const answers = await Promise.all([send(invoices), send(invoices.toReversed()), send(invoices)])
    const sum = (name: string) => answers.reduce((total, answer) => total + Number(bodyOf(answer)[name]), 0)
    expect([sum('created'), sum('same'), sum('refused')]).toEqual([200, 400, 0])
    expect((await send([...invoices, invoice()])).status).toBe(400)
  })
})
