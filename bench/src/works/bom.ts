import type pg from 'pg'
import { ask, type Bench, type Finding, type Work, withDatabase } from '../bench.ts'
import { medianOf } from '../load/load.ts'
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
      return [await explosion(bench, shop, client, root), await planning(bench, shop, client, root)]
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

const tree = `
  WITH RECURSIVE tree AS (
    SELECT l.component_id, 1 AS level, l.quantity * (1 + l.scrap_percent / 100) * $2::numeric AS quantity, ARRAY[l.id] AS path
    FROM bom b JOIN bom_line l ON l.bom_id = b.id
    WHERE b.item_id = $1 AND b.status = 'RELEASED' AND b.effective <= current_date
    UNION ALL
    SELECT l.component_id, t.level + 1, t.quantity * l.quantity * (1 + l.scrap_percent / 100), t.path || l.id
    FROM tree t JOIN bom b ON b.item_id = t.component_id AND b.status = 'RELEASED' AND b.effective <= current_date
    JOIN bom_line l ON l.bom_id = b.id
  )`

/** What somebody would write: one recursive statement. */
const byHand = `${tree}
  SELECT t.level, i.id AS "itemId", i.sku, i.name, i.unit, trim_scale(round(t.quantity, 6))::text AS quantity,
    round(t.quantity * i.cost, 2)::text AS cost, trim_scale(s.on_hand - s.reserved)::text AS available
  FROM tree t JOIN item i ON i.id = t.component_id JOIN item_stock s ON s.item_id = i.id ORDER BY t.path`

/** The same for planning: all made items with their sums, as drafts numbered one after the other, with what each is for. */
const planByHand = `${tree}, wanted AS (
    SELECT t.component_id AS item_id, ceil(sum(t.quantity)) AS quantity, row_number() OVER (ORDER BY min(t.level), t.component_id) AS place
    FROM tree t WHERE EXISTS (SELECT FROM bom b WHERE b.item_id = t.component_id AND b.status = 'RELEASED') GROUP BY t.component_id
    UNION ALL SELECT $1::int, $2::numeric, 0
  ), made AS (
    INSERT INTO production_order (number, item_id, planned)
    SELECT n.number, w.item_id, w.quantity
    FROM wanted w JOIN next_production_numbers(current_date, ${chains * depth + 1}) n ON n.place = w.place + 1
    RETURNING id, number, item_id, planned
  )
  SELECT m.id, m.number, i.id AS "itemId", i.sku, i.name, i.unit, trim_scale(m.planned)::text AS quantity
  FROM made m JOIN item i ON i.id = m.item_id ORDER BY m.id`

/** What each order is for, as the plan keeps it. */
const pegByHand = `
  INSERT INTO production_peg (order_id, for_order_id, quantity)
  SELECT part.id, whole.id, round(whole.planned * l.quantity * (1 + l.scrap_percent / 100), 6)
  FROM production_order whole
  JOIN bom b ON b.item_id = whole.item_id AND b.status = 'RELEASED' AND b.effective <= current_date
  JOIN bom_line l ON l.bom_id = b.id
  JOIN production_order part ON part.item_id = l.component_id
  WHERE whole.id = ANY($1) AND part.id = ANY($1)`

/** And what has to be bought for it. */
const buyByHand = `${tree}
  SELECT i.id AS "itemId", i.sku, i.name, i.unit, i.cost::text AS "unitPrice", trim_scale(sum(t.quantity))::text AS needed,
    trim_scale(s.on_hand - s.reserved)::text AS available,
    trim_scale(greatest(sum(t.quantity) - greatest(s.on_hand - s.reserved, 0), 0))::text AS short
  FROM tree t JOIN item i ON i.id = t.component_id JOIN item_stock s ON s.item_id = i.id
  WHERE NOT EXISTS (SELECT FROM bom b WHERE b.item_id = i.id AND b.status = 'RELEASED')
  GROUP BY i.id, s.item_id`

async function explosion({ options }: Bench, shop: Shop, client: pg.Client, root: number): Promise<Finding> {
  const path = `/api/boms/${root}/explosion?quantity=${asked}`
  const ours = () => ask<{ lines: { itemId: number; quantity: string }[] }>(shop, { path })
  const floor = async () => {
    const { rows } = await client.query<{ itemId: number; quantity: string }>({
      name: 'explode',
      text: byHand,
      values: [root, asked],
    })
    return JSON.parse(JSON.stringify({ lines: rows })) as { lines: typeof rows }
  }
  const [product, hand] = [await ours(), await floor()]
  const said = ({ lines }: typeof hand) =>
    lines
      .map(({ itemId, quantity }) => `${itemId} ${quantity}`)
      .sort()
      .join()
  if (said(product) !== said(hand)) throw new Error('The explosion and the statement by hand do not say the same.')
  return within(
    `explosion of ${hand.lines.length.toLocaleString('en')} lines`,
    await inTurn(options.rounds * 5, ours, floor),
  )
}

async function planning({ options }: Bench, shop: Shop, client: pg.Client, root: number): Promise<Finding> {
  const clear = () => client.query('DELETE FROM production_order')
  const body = JSON.stringify({ lines: [{ itemId: root, quantity: String(asked) }] })
  const ours = () => ask<{ orders: unknown[] }>(shop, { method: 'POST', path: '/api/production/plans', body })
  const floor = async () => {
    await client.query('BEGIN')
    const orders = await client.query<{ id: number }>({ name: 'plan', text: planByHand, values: [root, asked] })
    await client.query({ name: 'peg', text: pegByHand, values: [orders.rows.map(({ id }) => id)] })
    const purchases = await client.query({ name: 'buy', text: buyByHand, values: [root, asked] })
    await client.query('COMMIT')
    const answer = { orders: orders.rows, purchases: purchases.rows }
    return JSON.parse(JSON.stringify(answer)) as { orders: unknown[] }
  }
  await clear()
  const { orders } = await ours()
  await clear()
  const hand = await floor()
  await clear()
  if (orders.length !== hand.orders.length) {
    throw new Error(`The plan has ${orders.length} orders, the statement by hand ${hand.orders.length}.`)
  }
  const measured = await inTurn(options.rounds * 3, ours, floor, clear)
  return within(`planning ${orders.length.toLocaleString('en')} orders over it`, measured)
}

interface Medians {
  ours: number
  floor: number
}

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
  for (let round = 0; round < times; round++) {
    for (const [name, run] of round % 2 === 0 ? sides : sides.toReversed()) {
      const began = performance.now()
      await run()
      taken[name].push(performance.now() - began)
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
