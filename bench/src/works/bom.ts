import type pg from 'pg'
import { ask, type Bench, type Finding, type Work, withDatabase } from '../bench.ts'
import { medianOf, type Target } from '../load/load.ts'
import type { Shop } from '../shop.ts'

/** Chains of made items below one item: with what each takes beside, ten levels and some ten thousand lines. */
const chains = 111
const depth = 9
const boughtEach = 9
/** It may take so many times as long as the statement somebody would write by hand. */
const allowed = 2
const asked = 10

export const bom: Work = {
  name: 'bom',
  about: 'the explosion of ten levels and 10,000 lines, and planning a thousand orders over it',
  async run(bench) {
    const shop = await bench.shop()
    return withDatabase(shop, async (client) => {
      const root = await makeBom(client, shop.size.items)
      return [await explosion(bench, shop, root), await planning(bench, shop, client, root)]
    })
  },
}

/** The bill, once a shop. @returns the item at its top. */
async function makeBom(client: pg.Client, items: number): Promise<number> {
  const find = () => client.query<{ id: number }>(`SELECT id FROM item WHERE sku = 'BOM-0'`)
  const [there] = (await find()).rows
  if (there !== undefined) return there.id
  await client.query(`
    INSERT INTO item (sku, name, kind, cost) SELECT 'BOM-' || n, 'Assembly ' || n, 'PRODUCT', 0
      FROM generate_series(0, ${chains * depth}) n ORDER BY n`)
  await client.query(`
    INSERT INTO bom (item_id, revision, effective) SELECT id, 1, date '2024-01-01' FROM item WHERE sku LIKE 'BOM-%' ORDER BY id`)
  // Item n stands at place 1 + (n - 1) % depth of its chain; the first of each chain below the top, the others below the one before.
  await client.query(`
    INSERT INTO bom_line (bom_id, component_id, quantity, unit, scrap_percent)
    SELECT whole.id, part.id, 1 + n % 2, 'each', 0
    FROM generate_series(1, ${chains * depth}) n
    JOIN item part ON part.sku = 'BOM-' || n
    JOIN item i ON i.sku = 'BOM-' || CASE WHEN (n - 1) % ${depth} = 0 THEN 0 ELSE n - 1 END
    JOIN bom whole ON whole.item_id = i.id`)
  await client.query(`
    INSERT INTO bom_line (bom_id, component_id, quantity, unit, scrap_percent)
    SELECT b.id, 1 + (n * 10 + k) % ${items}, 1 + k % 3, 'each', 2.5
    FROM generate_series(1, ${chains * depth}) n JOIN item i ON i.sku = 'BOM-' || n JOIN bom b ON b.item_id = i.id,
      generate_series(1, ${boughtEach}) k`)
  await client.query(`UPDATE bom SET status = 'RELEASED', released_at = now() WHERE status = 'DRAFT'`)
  await client.query('ANALYZE item; ANALYZE bom; ANALYZE bom_line')
  return (await find()).rows[0]?.id ?? 0
}

async function explosion(bench: Bench, shop: Shop, root: number): Promise<Finding> {
  const hand = await bench.floor(shop)
  const path = `/api/boms/${root}/explosion?quantity=${asked}`
  const answer = (of: Target) => ask<{ lines: { itemId: number; quantity: string }[] }>(of, { path })
  const said = ({ lines }: Awaited<ReturnType<typeof answer>>) =>
    lines
      .map(({ itemId, quantity }) => `${itemId} ${quantity}`)
      .sort()
      .join()
  const [product, floor] = [await answer(shop), await answer(hand)]
  if (said(product) !== said(floor)) throw new Error('The explosion and the statement by hand do not say the same.')
  const measured = await inTurn(
    bench.options.rounds * 5,
    () => answer(shop),
    () => answer(hand),
  )
  return within(`explosion of ${floor.lines.length.toLocaleString('en')} lines`, measured)
}

async function planning(bench: Bench, shop: Shop, client: pg.Client, root: number): Promise<Finding> {
  const hand = await bench.floor(shop)
  const clear = () => client.query('DELETE FROM production_order')
  const body = JSON.stringify({ lines: [{ itemId: root, quantity: String(asked) }] })
  const answer = (of: Target) => ask<{ orders: unknown[] }>(of, { method: 'POST', path: '/api/production/plans', body })
  await clear()
  const product = await answer(shop)
  await clear()
  const floor = await answer(hand)
  await clear()
  const count = floor.orders.length
  if (product.orders.length !== count) {
    throw new Error(`The plan has ${product.orders.length} orders, the statement by hand ${count}.`)
  }
  const measured = await inTurn(
    bench.options.rounds * 3,
    () => answer(shop),
    () => answer(hand),
    clear,
  )
  return within(`planning ${count.toLocaleString('en')} orders over it`, measured)
}

interface Medians {
  ours: number
  floor: number
}

/** Turns beforehand, until both run as a server does that has run for a while: the engine compiles what is called often. */
const warming = 10

/** Both in turn, each going first in turn, so that whatever else the machine does hits both. */
async function inTurn(
  times: number,
  ours: () => Promise<unknown>,
  floor: () => Promise<unknown>,
  between: () => Promise<unknown> = async () => {},
): Promise<Medians> {
  const taken: { ours: number[]; floor: number[] } = { ours: [], floor: [] }
  const sides = [
    ['ours', ours],
    ['floor', floor],
  ] as const
  for (let round = -warming; round < times; round++) {
    for (const [name, run] of round % 2 === 0 ? sides : sides.toReversed()) {
      const began = performance.now()
      await run()
      if (round >= 0) taken[name].push(performance.now() - began)
      await between()
    }
  }
  return { ours: medianOf(taken.ours), floor: medianOf(taken.floor) }
}

function within(what: string, { ours, floor }: Medians): Finding {
  const ratio = ours / floor
  return {
    what,
    ours: `${ours.toFixed(0)} ms`,
    against: `by hand: ${floor.toFixed(0)} ms`,
    figure: ratio.toFixed(2),
    budget: `≤ ${allowed} × as long`,
    pass: ratio <= allowed,
    share: allowed / ratio,
  }
}
