import { DomainError, type DomainErrorCode } from '@framewright/contracts/errors'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { checkInvariants } from '../invariants/invariants.ts'
import { openShop, type Shop } from '../testing/shop.ts'

/** One thing one person does; documents and items are named by small numbers so that people meet on them. */
const acts = [
  ...(['fulfil', 'fulfilPart', 'release', 'advance', 'pickShort', 'undo', 'cancel'] as const),
  ...(['ship', 'deliverOrder', 'cancelLine', 'cancelOrder', 'unstage', 'scrap', 'arrive'] as const),
]
/** What mostly happens, so that goods get somewhere before the rest happens to them. */
const often = [
  'fulfil',
  'fulfilPart',
  'advance',
  'advance',
  'advance',
  'pickShort',
  'pickShort',
  'undo',
  'undo',
] as const
const act = fc.record({
  act: fc.constantFrom(...acts, ...often, ...often),
  of: fc.nat({ max: 3 }),
  quantity: fc.integer({ min: 1, max: 3 }),
})
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never
const people = fc.array(fc.array(act, { minLength: 4, maxLength: 14 }), { minLength: 2, maxLength: 5 })

/** Refusals that belong to ordinary work; anything else is a fault. */
const expected: ReadonlySet<DomainErrorCode> = new Set([
  ...([
    'INSUFFICIENT_STOCK',
    'WRONG_STATE',
    'RULE_VIOLATED',
    'CONFLICT',
    'NOT_FOUND',
    'FORBIDDEN',
    'INVALID_INPUT',
  ] as const),
])

let shop: Shop | undefined
afterAll(() => shop?.close())

async function setUp(of: Shop) {
  const { api, caller } = await of.role('ADMIN')
  const { email } = await of.deps.prisma.user.findUniqueOrThrow({ where: { id: caller.userId } })
  const who = { userEmail: email }
  const mark = Math.random().toString(36).slice(2)
  const { id: customerId } = await of.deps.prisma.customer.create({ data: { code: `C-${mark}`, name: mark } })
  const places = await of.deps.prisma.location.findMany({ where: { code: { in: ['STOCK', 'STAGING'] } } })
  const STOCK = places.find((place) => place.code === 'STOCK')?.id ?? 0
  const STAGING = places.find((place) => place.code === 'STAGING')?.id ?? 0
  const { id: itemId, sku } = await api.item.create({
    sku: `I-${mark}`,
    name: mark,
    unitPrice: '1',
    cost: '2.5',
    openingStock: '8',
  })
  const lines = [
    { itemId, quantity: '4' },
    { itemId, quantity: '2' },
  ]
  const orders: number[] = []
  for (let n = 0; n < 1; n++) {
    const { id } = await api.salesOrder.create({ customerId, lines })
    await api.salesOrder.confirm({ id })
    orders.push(id)
  }
  const invoice = await api.invoice.import({
    ...{ invoiceNo: mark, invoiceDate: '2026-03-02', source: 'SHOP' },
    ...{ customer: { code: `C-${mark}`, name: mark }, items: [{ sku, quantity: '3', unitPrice: '1' }] },
  })

  const orderOf = (n: number) => orders[n % orders.length] ?? 0
  async function fulfilmentOf(n: number) {
    const { items } = await api.fulfilment.list({ itemId, limit: 50, sort: 'id' })
    const open = items.filter((one) => one.status !== 'CANCELLED')
    return open[n % Math.max(1, open.length)]?.id ?? 2_000_000_000
  }
  async function firstLine(n: number): Promise<number> {
    const { lines: all } = await api.salesOrder.get({ id: orderOf(n) })
    return all[n % all.length]?.id ?? 0
  }
  const dig: Record<Act['act'], (one: Act) => Promise<unknown>> = {
    fulfil: ({ of: n, quantity }) =>
      api.fulfilment.create(quantity === 3 ? { invoiceId: invoice.id } : { salesOrderId: orderOf(n) }),
    fulfilPart: async ({ of: n, quantity }) =>
      api.fulfilment.create({
        salesOrderId: orderOf(n),
        lines: [{ lineId: await firstLine(n), quantity: String(quantity) }],
      }),
    release: async ({ of: n }) => api.fulfilment.release({ id: await fulfilmentOf(n) }),
    // Whatever comes next.
    advance: async ({ of: n }) => {
      const fulfilmentId = await fulfilmentOf(n)
      const { status, openSession } = await api.fulfilment.get({ id: fulfilmentId })
      const at = { fulfilmentId, ...who }
      if (status === 'PENDING')
        return openSession ? api.fulfilment.completePicking(at) : api.fulfilment.startPicking(at)
      if (status === 'PICKED') return api.fulfilment.startPacking(at)
      if (status === 'PACKING') return api.fulfilment.completePacking(at)
      if (status === 'PACKED') return api.fulfilment.startDelivery({ ...at, deliveryType: 'DIRECT' })
      return api.fulfilment.completeDelivery(at)
    },
    pickShort: async ({ of: n, quantity }) => {
      const fulfilmentId = await fulfilmentOf(n)
      const { lines: asked } = await api.fulfilment.get({ id: fulfilmentId })
      await api.fulfilment.startPicking({ fulfilmentId, ...who }).catch(() => undefined)
      return api.fulfilment.completePicking({
        fulfilmentId,
        ...who,
        lines: asked.slice(0, 1).map((line) => ({ lineId: line.id, picked: String(quantity), reason: 'Not there' })),
      })
    },
    undo: async ({ of: n }) => api.fulfilment.undo({ id: await fulfilmentOf(n), reason: 'Wrong one' }),
    cancel: async ({ of: n }) => api.fulfilment.cancel({ id: await fulfilmentOf(n) }),
    ship: async ({ of: n, quantity }) =>
      api.salesOrder.ship({
        id: orderOf(n),
        lines: [{ lineId: await firstLine(n), quantity: String(quantity) }],
      }),
    deliverOrder: ({ of: n }) => api.salesOrder.deliver({ id: orderOf(n) }),
    cancelLine: async ({ of: n }) => api.salesOrder.cancelLine({ id: orderOf(n), lineId: await firstLine(n) }),
    cancelOrder: ({ of: n }) => api.salesOrder.cancel({ id: orderOf(n) }),
    unstage: ({ quantity }) =>
      api.stock.transfer({ itemId, fromId: STAGING, toId: STOCK, quantity: String(quantity), reason: 'Tidy up' }),
    scrap: ({ quantity }) => api.stock.scrap({ itemId, quantity: String(quantity), reason: 'Dropped' }),
    arrive: ({ quantity }) =>
      api.stock.adjust({ itemId, direction: 'UP', quantity: String(quantity), reason: 'Found', locationId: STOCK }),
  }
  return dig
}

/** How often each act was done, and what refused it. */
const tally = new Map<string, number>()
const note = (what: string) => tally.set(what, (tally.get(what) ?? 0) + 1)

async function perform(of: Shop, plan: readonly (readonly Act[])[]): Promise<void> {
  const does = await setUp(of)
  await Promise.all(
    plan.map(async (acts) => {
      for (const one of acts) {
        const done = () => note(`${one.act} done`)
        await does[one.act](one).then(done, (error: unknown) => {
          const cause = error instanceof Error && error.cause instanceof DomainError ? error.cause : error
          if (!(cause instanceof DomainError) || !expected.has(cause.domainCode)) throw error
          // A check of the database is the last line of defence: what meets it should have been said better before.
          if (cause.message.startsWith('The database refused')) throw error
          note(`${one.act} ${cause.domainCode}`)
        })
      }
    }),
  )
  const findings = (await checkInvariants(of.deps.readPool)).filter((finding) => finding.violations > 0)
  expect(findings).toEqual([])
}

describe('many people on the same goods, in any order', () => {
  it('leave every promise, movement and document in agreement', async () => {
    shop ??= await openShop()
    const open = shop
    await fc.assert(
      fc.asyncProperty(people, (plan) => perform(open, plan)),
      {
        numRuns: Number(process.env.FC_RUNS ?? 25),
        ...(process.env.FC_SEED === undefined ? {} : { seed: Number(process.env.FC_SEED) }),
        endOnFailure: process.env.FC_SEED === undefined,
      },
    )
    if (process.env.FC_TALLY)
      console.log(
        [...tally]
          .toSorted()
          .map((one) => one.join(': '))
          .join('\n'),
      )
    // Runs in which little succeeds would show little.
    for (const one of ['fulfil', 'advance', 'pickShort', 'undo', 'cancel', 'ship'])
      expect(tally.get(`${one} done`) ?? 0).toBeGreaterThan(0)
  }, 300_000)
})
