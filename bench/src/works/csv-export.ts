import { readFileSync } from 'node:fs'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Work } from '../bench.ts'
import { medianOf } from '../load/load.ts'
import type { Options } from '../options.ts'
import type { Size } from '../seed.ts'
import type { Shop } from '../shop.ts'

/** A million orders of a line each where a hundred thousand are the usual: as many lines as an export is to have. */
export const largeShop = ({ orders }: Options): Size => ({
  items: 1_000,
  orders: Math.min(1_000_000, orders * 10),
  linesPerOrder: 1,
})

const rounds = 2

export const csvExport: Work = {
  name: 'csv-export',
  about: 'all order lines as CSV, against the same query copied out',
  async run(bench) {
    const shop = await bench.shop(largeShop(bench.options))
    const [ours, plain, memory]: [number[], number[], number[]] = [[], [], []]
    // What the first export compiles and keeps is not what an export holds.
    await download(shop, '&status=DRAFT')
    for (let round = 0; round < rounds; round++) {
      const watched = watchMemory(shop.pid)
      ours.push(await download(shop))
      memory.push(watched.stop())
      plain.push(await copyOut(shop))
    }
    const [speed, copied, most] = [medianOf(ours), medianOf(plain), Math.max(...memory)]
    const mb = (perSecond: number) => `${(perSecond / 1e6).toFixed(1)} MB/s`
    return [
      {
        what: `CSV export of ${shop.size.orders} lines`,
        ours: mb(speed),
        against: `COPY … TO: ${mb(copied)}`,
        figure: `${((speed / copied) * 100).toFixed(0)} %`,
        budget: '≥ 50 % of COPY',
        pass: speed / copied >= 0.5,
      },
      {
        what: 'its memory',
        ours: `${most.toFixed(0)} MiB more than idle`,
        against: '',
        figure: `${most.toFixed(0)} MiB`,
        budget: '≤ 64 MiB over idle',
        pass: most <= 64,
      },
    ]
  },
}

/** Bytes a second of an export by HTTP. */
async function download({ url, token }: Shop, filter = ''): Promise<number> {
  const began = performance.now()
  const answer = await fetch(`${url}/api/sales/orders/export?lines=true${filter}`, {
    headers: { authorization: `Bearer ${token}`, 'accept-encoding': 'identity' },
  })
  if (!answer.ok || !answer.body) throw new Error(`The export answered ${answer.status}`)
  let bytes = 0
  for await (const piece of answer.body) bytes += (piece as Uint8Array).length
  return (bytes * 1000) / (performance.now() - began)
}

/** Bytes a second of the same columns of the same rows in the same order, as PostgreSQL copies them out. */
async function copyOut({ database }: Shop): Promise<number> {
  const client = new pg.Client({ connectionString: database })
  await client.connect()
  const began = performance.now()
  let bytes = 0
  const stream = client.query(
    copyTo(`COPY (
      SELECT o.number, c.name, o.order_date, o.status, l.line_no, i.sku, l.item_name, l.quantity, l.unit_price,
        l.discount_percent, l.tax_rate, l.subtotal, l.tax_total, l.total, l.shipped, l.cancelled
      FROM sales_order o JOIN customer c ON c.id = o.customer_id JOIN sales_order_line l ON l.order_id = o.id
      JOIN item i ON i.id = l.item_id ORDER BY o.id DESC, l.line_no
    ) TO STDOUT WITH (FORMAT csv, HEADER)`),
  )
  for await (const piece of stream) bytes += (piece as Uint8Array).length
  const took = performance.now() - began
  await client.end()
  return (bytes * 1000) / took
}

/** How far a process's memory rises, in MiB. */
function watchMemory(pid: number): { stop(): number } {
  const read = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  const idle = read()
  let most = idle
  const timer = setInterval(() => {
    most = Math.max(most, read())
  }, 50)
  return {
    stop() {
      clearInterval(timer)
      return most - idle
    },
  }
}
