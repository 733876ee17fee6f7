import { alternate, type Bench, connections, shareOf, type Work, withDatabase } from '../bench.ts'
import { outOfStock } from '../catalogue.ts'
import type { Request, Target } from '../load/load.ts'
import type { Shop } from '../shop.ts'

/** Drafts confirmed in a round: a second's worth or two. */
const perRound = 1_500

export const confirm: Work = {
  name: 'confirm',
  about: 'confirming a draft of five lines: its stock is reserved, all or none',
  async run(bench) {
    const shop = await bench.shop()
    const floor = await bench.floor(shop)
    await requireSameConfirmation(bench, shop)
    const confirmAll = async (target: Target, count: number) => {
      const requests = await drafts(shop, count)
      return bench.generator.run({ ...target, requests, connections, seconds: 60, once: true })
    }
    const few = (round: number) => Math.ceil(perRound * Math.min(1, bench.options.seconds) * (round === 0 ? 0.3 : 1))
    const comparison = await alternate(
      bench.options,
      (round) => confirmAll(pick(shop), few(round)),
      (round) => confirmAll(pick(floor), few(round)),
    )
    return [shareOf('confirm an order of 5 lines', comparison, 0.5)]
  },
}

const pick = ({ url, token }: Target): Target => ({ url, token })

async function requireSameConfirmation(bench: Bench, shop: Shop): Promise<void> {
  const [first, second] = await drafts(shop, 2)
  const floor = await bench.floor(shop)
  const send = async ({ url, token }: Target, request?: Request) => {
    const answer = await fetch(url + request?.path, { method: 'POST', headers: { authorization: `Bearer ${token}` } })
    if (!answer.ok) throw new Error(`${request?.path} answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as { status: string; lines: { reserved: string; quantity: string }[] }
  }
  for (const one of [await send(shop, first), await send(floor, second)]) {
    const whole = one.lines.length === 5 && one.lines.every((line) => line.reserved === line.quantity)
    if (one.status !== 'CONFIRMED' || !whole) throw new Error(`Not confirmed: ${JSON.stringify(one)}`)
  }
}

/** Makes drafts of five lines and gives the requests that confirm them. */
export async function drafts(shop: Shop, count: number): Promise<Request[]> {
  const items = shop.size.items - outOfStock
  const ids = await withDatabase(shop, async (client) => {
    const { rows } = await client.query<{ id: number }>(
      `INSERT INTO sales_order (customer_id, owner_id, order_date, subtotal, tax_total, total)
       SELECT 1 + n % (SELECT max(id) FROM customer), $2::int, current_date, 50, 9.5, 59.5 FROM generate_series(1, $1::int) n
       RETURNING id`,
      [count, shop.userId],
    )
    const made = rows.map(({ id }) => id)
    await client.query(
      `INSERT INTO sales_order_line (order_id, line_no, item_id, item_name, quantity, unit_price, tax_rate, subtotal,
         tax_total, total)
       SELECT w.id, w.l, i.id, i.name, 1, 10, 19, 10, 1.9, 11.9
       FROM (
         SELECT o.id, l, 1 + (o.id::bigint * 31 + l * 7919) % $2::int AS n
         FROM unnest($1::int[]) o (id), generate_series(1, 5) l
       ) w JOIN item i ON i.id = CASE WHEN w.n % ${outOfStock} = 0 THEN w.n + 1 ELSE w.n END`,
      [made, items],
    )
    return made
  })
  return ids.map((id) => ({ method: 'POST', path: `/api/sales/orders/${id}/confirm` }))
}
