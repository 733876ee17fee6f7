import { DomainError, type DomainErrorCode } from '@framewright/contracts/errors'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { checkInvariants } from '../invariants/invariants.ts'
import { openShop, type Shop } from '../testing/shop.ts'

/** One thing one person does, on documents and items named by small numbers so that people meet on them. */
interface Act {
  act:
    | 'confirm'
    | 'cancel'
    | 'cancelLine'
    | 'ship'
    | 'shipPart'
    | 'receive'
    | 'receivePart'
    | 'adjust'
    | 'revalue'
    | 'transfer'
    | 'scrap'
    | 'count'
    | 'reverse'
    | 'release'
    | 'releasePart'
    | 'reserve'
    | 'output'
    | 'completeShort'
    | 'cancelProduction'
  /** Which document. */
  of: number
  /** Which item. */
  item: number
  quantity: number
}

const acts: Act['act'][] = [
  ...(['confirm', 'cancel', 'cancelLine', 'ship', 'shipPart', 'receive', 'receivePart'] as const),
  ...(['adjust', 'revalue', 'transfer', 'scrap', 'count', 'reverse'] as const),
  ...(['release', 'releasePart', 'reserve', 'output', 'completeShort', 'cancelProduction'] as const),
  // Once more, since most of the time they are refused.
  ...(['confirm', 'confirm', 'ship', 'count', 'reverse', 'output'] as const),
]
const act = fc.record({
  act: fc.constantFrom(...acts),
  of: fc.nat({ max: 3 }),
  item: fc.nat({ max: 1 }),
  quantity: fc.integer({ min: 1, max: 6 }),
})
/** What people do one after the other, each beside the others. */
const people = fc.array(fc.array(act, { minLength: 1, maxLength: 6 }), { minLength: 2, maxLength: 6 })

/** Refusals that belong to ordinary work; anything else is a fault. */
const expected: ReadonlySet<DomainErrorCode> = new Set([
  'INSUFFICIENT_STOCK',
  'WRONG_STATE',
  'RULE_VIOLATED',
  'CONFLICT',
  'INVALID_INPUT',
])

let shop: Shop | undefined
afterAll(() => shop?.close())

/** A shop's worth of documents that all want the same two items: each run has its own, in one database. */
async function setUp(of: Shop) {
  const { caller, api } = await of.role('ADMIN')
  const mark = Math.random().toString(36).slice(2)
  const { id: stock } = await of.deps.prisma.location.findUniqueOrThrow({ where: { code: 'STOCK' } })
  const { id: rack } = await api.stock.createLocation({ code: `R-${mark}`, name: `Rack ${mark}` })
  const { id: customerId } = await of.deps.prisma.customer.create({ data: { code: `C-${mark}`, name: mark } })
  const items: number[] = []
  for (const [n, openingStock] of [15, 14].entries()) {
    const made = await api.item.create({
      sku: `${mark}-${n}`,
      name: `Item ${n}`,
      unit: 'm',
      cost: '3.3333',
      openingStock,
      reorderPoint: 4,
    })
    items.push(made.id)
  }
  const [a = 0, b = 0] = items
  await api.stock.transfer({ itemId: a, fromId: stock, toId: rack, quantity: 3 })
  const sales = await Promise.all(
    [0, 1, 2, 3].map((n) =>
      api.salesOrder.create({
        customerId,
        lines: [
          { itemId: n % 2 ? b : a, quantity: 2 + n, unitPrice: '9.99', taxRate: '19' },
          { itemId: n % 2 ? a : b, quantity: 1 + n, unitPrice: '0.05', discountPercent: '33.3333' },
        ],
      }),
    ),
  )
  // So that there is something to ship from the start.
  for (const sale of sales.slice(0, 1)) await api.salesOrder.confirm({ id: sale.id })
  const purchases = await Promise.all(
    [0, 1, 2, 3].map((n) =>
      api.purchaseOrder.create({
        supplierName: 'Glaswerk',
        lines: [
          { itemId: n % 2 ? a : b, quantity: 3, unitPrice: `${4 + n}.77` },
          { itemId: n % 2 ? b : a, quantity: 2, unitPrice: '1.0001' },
        ],
      }),
    ),
  )
  // What is made of both items, and what is made of that and of one of them.
  const { id: made } = await api.item.create({ sku: `${mark}-made`, name: 'Made', unit: 'm' })
  const { id: whole } = await api.item.create({ sku: `${mark}-whole`, name: 'Whole', unit: 'm' })
  const part = (componentId: number, quantity: string, scrapPercent = '0') => {
    return { componentId, quantity, scrapPercent, unit: 'm' }
  }
  await api.bom.create({ itemId: made, lines: [part(a, '1'), part(b, '0.333333', '3.3333')] })
  await api.bom.create({ itemId: whole, lines: [part(b, '1'), part(made, '0.5'), part(b, '0.25')] })
  const productions = await Promise.all(
    [0, 1, 2, 3].map((n) => api.productionOrder.create({ itemId: n % 2 ? whole : made, quantity: 2 + n })),
  )
  for (const { id } of productions.slice(0, 2)) await api.productionOrder.release({ id, partial: true })
  return { api: of.as(caller), items, sales, purchases, productions, stock, rack }
}

type World = Awaited<ReturnType<typeof setUp>>

async function perform(
  { api, items, sales, purchases, productions, stock, rack }: World,
  { act: what, of, item, quantity }: Act,
) {
  const itemId = items[item] as number
  const sale = sales[of] as World['sales'][number]
  const purchase = purchases[of] as World['purchases'][number]
  const id = productions[of]?.id ?? 0
  const place = of % 2 ? stock : rack
  const lineId = (lines: readonly { id: number }[]) => lines[item]?.id ?? 0
  switch (what) {
    case 'confirm':
      return api.salesOrder.confirm({ id: sale.id })
    case 'cancel':
      return api.salesOrder.cancel({ id: sale.id })
    case 'cancelLine':
      return api.salesOrder.cancelLine({ id: sale.id, lineId: lineId(sale.lines) })
    case 'ship':
      return api.salesOrder.ship({ id: sale.id })
    case 'shipPart':
      return api.salesOrder.ship({ id: sale.id, lines: [{ lineId: lineId(sale.lines), quantity }] })
    case 'receive':
      return api.purchaseOrder.receive({ id: purchase.id, locationId: place })
    case 'receivePart':
      return api.purchaseOrder.receive({ id: purchase.id, lines: [{ lineId: lineId(purchase.lines), quantity }] })
    case 'adjust':
      return api.stock.adjust({
        itemId,
        locationId: place,
        direction: quantity % 2 ? 'UP' : 'DOWN',
        quantity,
        reason: 'Looked',
      })
    case 'revalue':
      return api.stock.adjust({ itemId, direction: 'UP', quantity: 1, unitCost: `${quantity}.1234`, reason: 'Found' })
    case 'transfer':
      return api.stock.transfer({ itemId, fromId: place, toId: of % 2 ? rack : stock, quantity: `${quantity}.5` })
    case 'scrap':
      return api.stock.scrap({ itemId, quantity, reason: 'Broken' })
    case 'count': {
      const count = await api.stockCount.create({ locationId: place, itemIds: items })
      await api.stockCount.enter({ id: count.id, lines: [{ itemId, counted: quantity }] })
      try {
        return await api.stockCount.post({ id: count.id })
      } catch (error) {
        // Another count of these items could not begin for as long as this one is open.
        await api.stockCount.cancel({ id: count.id })
        throw error
      }
    }
    case 'reverse': {
      const { items: movements } = await api.stock.movements({ itemId, limit: 8 })
      return api.stock.reverse({ movementId: movements[quantity % movements.length]?.id ?? 0, reason: 'Mistake' })
    }
    case 'release':
      return api.productionOrder.release({ id })
    case 'releasePart':
      return api.productionOrder.release({ id, partial: true })
    case 'reserve':
      return api.productionOrder.reserve({ id })
    case 'output': {
      const lost = quantity % 3 === 0
      const what = lost ? { quantity: 1, scrap: '0.5', reason: 'Bent' } : { quantity }
      return api.productionOrder.output({ productionOrderId: id, ...what, complete: quantity % 2 === 0 })
    }
    case 'completeShort':
      return api.productionOrder.completeShort({ id })
    case 'cancelProduction':
      return api.productionOrder.cancel({ id })
    default:
      return what satisfies never
  }
}

/** What went wrong in one run, in words; nothing when all is well. */
async function faultsOf(run: readonly (readonly Act[])[], tally: Map<string, number>): Promise<string[]> {
  shop ??= await openShop()
  const world = await setUp(shop)
  const faults: string[] = []
  const note = (what: string) => tally.set(what, (tally.get(what) ?? 0) + 1)
  await Promise.all(
    run.map(async (one) => {
      for (const each of one) {
        try {
          await perform(world, each)
          note(`${each.act} done`)
        } catch (error) {
          if (error instanceof DomainError && expected.has(error.domainCode)) note(`${each.act} ${error.domainCode}`)
          else faults.push(`${JSON.stringify(each)} failed: ${error instanceof Error ? error.stack : String(error)}`)
        }
      }
    }),
  )
  for (const finding of await checkInvariants(shop.deps.readPool)) {
    if (finding.violations > 0) faults.push(`${finding.name}: ${finding.rule} ${JSON.stringify(finding.rows)}`)
  }
  if (faults.length > 0) {
    // What is broken stays broken: the smaller examples that come next begin with a healthy database.
    await shop.close()
    shop = undefined
  }
  return faults
}

describe('stock', () => {
  it('stays true whatever many people do to it at once', { timeout: 60_000 }, async () => {
    const seed = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31)
    const tally = new Map<string, number>()
    let faults: string[] = []
    const outcome = await fc.check(
      fc.asyncProperty(people, async (run) => {
        const found = await faultsOf(run, tally)
        if (found.length > 0) faults = found
        return found.length === 0
      }),
      { seed, numRuns: 40, endOnFailure: false, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: false },
    )
    console.log(`interleavings: FC_SEED=${seed}, ${outcome.numRuns} runs, ${JSON.stringify(Object.fromEntries(tally))}`)
    if (outcome.failed) {
      const example = outcome.counterexample?.[0].map((one) => one.map((each) => JSON.stringify(each)).join('\n    '))
      const shrunk = example?.map((one, person) => `  person ${person + 1}:\n    ${one}`).join('\n')
      expect.fail(`Found with FC_SEED=${seed}, shrunk ${outcome.numShrinks} times:\n${shrunk}\n${faults.join('\n')}`)
    }
    expect(tally.get('confirm done')).toBeGreaterThan(0)
    expect(tally.get('ship done')).toBeGreaterThan(0)
    expect(tally.get('count done')).toBeGreaterThan(0)
    expect(tally.get('reverse done')).toBeGreaterThan(0)
    expect(tally.get('output done')).toBeGreaterThan(0)
  })
})
