import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import * as decimal from '@framewright/contracts/core/decimal'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lineEnds } from '../core/csv-copy.ts'
import { type Api, openShop, type Shop } from '../testing/shop.ts'

const many = 10_000
let shop: Shop
let api: Api
beforeAll(async () => {
  shop = await openShop()
  api = (await shop.role('PURCHASER')).api
  const { id } = await shop.deps.prisma.supplier.create({ data: { code: 'BULK-1', name: 'Bulk, "und" Söhne' } })
  await shop.deps.prisma.$executeRaw`
    INSERT INTO purchase_order (supplier_id, order_date, total_amount)
    SELECT ${id}, '2025-01-01'::date + n % 300, 0 FROM generate_series(1, ${many}::int) n`
  await shop.deps.prisma.$executeRaw`
    INSERT INTO purchase_order_line (order_id, line_no, item_name, quantity, unit_price, total_price)
    SELECT o.id, n, 'Profile ' || n || repeat(' x', 80), n + 0.5, o.id % 97 + 0.25, round((n + 0.5) * (o.id % 97 + 0.25), 2)
    FROM purchase_order o, generate_series(1, 5) n`
  await shop.deps.prisma.$executeRaw`
    UPDATE purchase_order o SET total_amount = (SELECT sum(total_price) FROM purchase_order_line l WHERE l.order_id = o.id)`
})
afterAll(() => shop.close())

async function textOf(input: Parameters<Api['purchaseOrder']['export']>[0]): Promise<string> {
  let text = ''
  for await (const piece of await api.purchaseOrder.export(input)) text += piece
  return text
}
const rowsOf = async (input: Parameters<Api['purchaseOrder']['export']>[0]) =>
  parse(await textOf(input), { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[]

describe('the export', () => {
  it('holds every order, newest first, and their amounts add up', async () => {
    const rows = await rowsOf({})
    expect(rows).toHaveLength(many)
    expect(Object.keys(rows[0] ?? {})).toEqual([
      'number',
      'supplierCode',
      'supplier',
      'orderDate',
      'expectedDate',
      'status',
      'lines',
      'totalAmount',
    ])
    expect(rows[0]).toMatchObject({ supplier: 'Bulk, "und" Söhne', expectedDate: '', lines: '5', status: 'PENDING' })
    const { totalAmount } = await api.statistics.orders()
    expect(decimal.money(decimal.sum(rows.map((row) => row.totalAmount ?? '')))).toBe(totalAmount)
    expect(rows[0]?.number && rows[0].number > (rows[1]?.number ?? '')).toBe(true)
  })

  it('holds every line when asked, and their amounts add up to the same', async () => {
    const rows = await rowsOf({ lines: true })
    expect(rows).toHaveLength(5 * many)
    expect(Object.keys(rows[0] ?? {})).toEqual([
      'number',
      'supplier',
      'orderDate',
      'status',
      'lineNo',
      'sku',
      'itemName',
      'quantity',
      'unitPrice',
      'totalPrice',
      'received',
    ])
    expect(rows[1]).toMatchObject({
      lineNo: '2',
      quantity: '2.5',
      received: '0',
      itemName: expect.stringMatching(/^Profile 2 x/),
      sku: '',
    })
    expect(rows[1]?.unitPrice).toMatch(/^\d+\.25$/)
    const { totalAmount } = await api.statistics.orders()
    expect(decimal.money(decimal.sum(rows.map((row) => row.totalPrice ?? '')))).toBe(totalAmount)
  })

  it('ends every row with CRLF, also the header of an empty one', async () => {
    expect(await textOf({ search: 'no such' })).toBe(
      'number,supplierCode,supplier,orderDate,expectedDate,status,lines,totalAmount\r\n',
    )
    const text = await textOf({ orderedFrom: '2025-01-05', orderedTo: '2025-01-05' })
    expect(text.endsWith('\r\n')).toBe(true)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  })

  it('filters as the list does, and takes what is searched for as a text', async () => {
    const filter = { orderedFrom: '2025-02-01', orderedTo: '2025-02-03', status: ['PENDING' as const] }
    expect((await rowsOf(filter)).length).toBe((await api.purchaseOrder.count(filter)).total)
    expect(await rowsOf({ search: "x' OR '1'='1" })).toHaveLength(0)
    expect(await rowsOf({ search: '$1 \\ %' })).toHaveLength(0)
  })

  it('leaves no formula in a cell, and line breaks only within quotes', async () => {
    const lines = ['=1+1', '+1', '-1', '@x', 'a\r\nb', 'plain'].map((itemName) => ({
      itemName,
      quantity: 1,
      unitPrice: 1,
    }))
    await api.purchaseOrder.create({ supplierName: '=HYPERLINK("http://x")', lines })
    const rows = await rowsOf({ lines: true, search: 'HYPERLINK' })
    expect(rows.map((row) => row.itemName)).toEqual(["'=1+1", "'+1", "'-1", "'@x", 'a\r\nb', 'plain'])
    expect(rows[0]?.supplier).toBe('\'=HYPERLINK("http://x")')
  })

  it('comes in pieces, and gives its connection back when the consumer stops early', async () => {
    const { readPool } = shop.deps
    for (let i = 0; i < 12; i++) {
      for await (const piece of await api.purchaseOrder.export({ lines: true })) {
        expect(piece.length).toBeGreaterThanOrEqual(64 * 1024)
        expect(piece.length).toBeLessThan(256 * 1024)
        break
      }
    }
    expect(readPool.totalCount - readPool.idleCount).toBe(0)
    expect(await rowsOf({ orderedTo: '2025-01-01' })).not.toHaveLength(0)
  })

  it('holds no more than a few pieces in memory, however much there is', async () => {
    setFlagsFromString('--expose-gc')
    const gc = runInNewContext('gc') as () => void
    const used = async () => {
      // Buffers are freed in the background, a moment after the collection that found them.
      for (let i = 0; i < 3; i++) {
        gc()
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      const { heapUsed, arrayBuffers } = process.memoryUsage()
      return heapUsed + arrayBuffers
    }
    const before = await used()
    let length = 0
    let pieces = 0
    let most = 0
    for await (const piece of await api.purchaseOrder.export({ lines: true })) {
      length += piece.length
      // A moment in which a reader that does not wait would run ahead.
      await new Promise((resolve) => setTimeout(resolve, 2))
      if (pieces++ % 40 === 0) most = Math.max(most, (await used()) - before)
    }
    expect(length).toBeGreaterThan(10_000_000)
    expect(most).toBeLessThan(3_000_000)
  })

  it('never takes more than half of the connections', async () => {
    const open = []
    for (let i = 0; i < 3; i++) {
      const pieces = (await api.purchaseOrder.export({ lines: true }))[Symbol.asyncIterator]()
      await pieces.next()
      open.push(pieces)
    }
    await expect(textOf({})).rejects.toMatchObject({ domainCode: 'UNAVAILABLE' })
    expect((await api.purchaseOrder.list({})).items).toHaveLength(50)
    for (const pieces of open) await pieces.return?.(undefined)
    expect((await rowsOf({})).length).toBeGreaterThan(many)
  })
})

describe('the ends of rows', () => {
  it('are told from line breaks in a quoted cell, also over the border of two chunks', () => {
    const crlf = lineEnds()
    expect(['a,"b\n', 'c ""d""\n', 'e"\nf\n', '"g"\n'].map(crlf).join('')).toBe('a,"b\nc ""d""\ne"\r\nf\r\n"g"\r\n')
  })
})
