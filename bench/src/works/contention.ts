import { alternate, type Work, withDatabase } from '../bench.ts'
import type { Request } from '../load/load.ts'
import type { Shop } from '../shop.ts'

const clients = 32
const perRound = 320
/** Confirmed at once for so many pieces. */
const [wanted, pieces] = [64, 10]

export const contention: Work = {
  name: 'contention',
  about: '32 clients who confirm orders of one item, against one client who does so alone',
  async run(bench) {
    const shop = await bench.shop()
    const count = (round: number) => Math.ceil(perRound * Math.min(1, bench.options.seconds) * (round === 0 ? 0.2 : 1))
    const confirmAll = async (many: number, round: number) => {
      const requests = await draftsOf(shop, 1, count(round))
      return bench.generator.run({
        url: shop.url,
        token: shop.token,
        requests,
        connections: many,
        seconds: 60,
        once: true,
      })
    }
    const { ours, floor, ratio } = await alternate(
      bench.options,
      (round) => confirmAll(clients, round),
      (round) => confirmAll(1, round),
    )
    const confirmed = await confirmScarce(shop)
    return [
      {
        what: `confirm, ${clients} clients on one item`,
        ours: `${ours.perSecond.toFixed(0)}/s, p99 ${ours.p99.toFixed(0)} ms`,
        against: `one client: ${floor.perSecond.toFixed(0)}/s`,
        figure: `${(ratio * 100).toFixed(0)} %`,
        budget: '≥ 70 % of one client',
        pass: ratio >= 0.7,
      },
      {
        what: `confirm ${wanted} at once of ${pieces} pieces`,
        ours: `${confirmed.done} confirmed, ${confirmed.short} refused as short`,
        against: '',
        figure: `${confirmed.other} other answers, reserved ${confirmed.reserved}`,
        budget: `exactly ${pieces}`,
        pass: confirmed.done === pieces && confirmed.short === wanted - pieces && Number(confirmed.reserved) === pieces,
      },
    ]
  },
}

async function confirmScarce(shop: Shop) {
  const item = await withDatabase(shop, async (client) => {
    const { rows } = await client.query<{ id: number }>(
      `INSERT INTO item (sku, name, kind) SELECT 'SCARCE-' || count(*), 'Scarce', 'PRODUCT' FROM item RETURNING id`,
    )
    const id = rows[0]?.id ?? 0
    await client.query(
      `INSERT INTO stock_movement (item_id, from_id, to_id, quantity, source_type, operation_key)
       SELECT $1::int, a.id, s.id, $2::int, 'item', 'bench:' || $1::int FROM location a, location s WHERE a.code = 'ADJUSTMENTS' AND s.code = 'STOCK'`,
      [id, pieces],
    )
    return id
  })
  const requests = await draftsOf(shop, item, wanted)
  const statuses = await Promise.all(
    requests.map(async ({ path }) => {
      const answer = await fetch(shop.url + path, {
        method: 'POST',
        headers: { authorization: `Bearer ${shop.token}` },
      })
      await answer.body?.cancel()
      return answer.status
    }),
  )
  const reserved = await withDatabase(shop, async (client) => {
    const { rows } = await client.query('SELECT reserved::float AS reserved FROM item_stock WHERE item_id = $1', [item])
    return String(rows[0]?.reserved)
  })
  const of = (status: number) => statuses.filter((one) => one === status).length
  return { done: of(200), short: of(409), other: statuses.length - of(200) - of(409), reserved }
}

/** Drafts of one piece of one item, as the requests that confirm them. */
async function draftsOf(shop: Shop, item: number, count: number): Promise<Request[]> {
  return await withDatabase(shop, async (client) => {
    const { rows } = await client.query<{ id: number }>(
      `WITH made AS (
         INSERT INTO sales_order (customer_id, owner_id, order_date, subtotal, tax_total, total)
         SELECT 1, $2::int, current_date, 10, 1.9, 11.9 FROM generate_series(1, $1::int) RETURNING id
       ), lines AS (
         INSERT INTO sales_order_line (order_id, line_no, item_id, item_name, quantity, unit_price, tax_rate, subtotal,
           tax_total, total)
         SELECT id, 1, $3::int, 'One', 1, 10, 19, 10, 1.9, 11.9 FROM made
       )
       SELECT id FROM made`,
      [count, shop.userId, item],
    )
    return rows.map(({ id }) => ({ method: 'POST', path: `/api/sales/orders/${id}/confirm` }))
  })
}
