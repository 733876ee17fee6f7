import { describe, expect, it } from 'vitest'
import { releaseWaiting } from '../fulfilment/waiting.ts'
import { checkInvariants } from '../invariants/invariants.ts'
import { readShop } from '../shop/shop.settings.ts'
import { openShop } from '../testing/shop.ts'
import { importFile } from './import-file.ts'
import { kinds } from './kinds.ts'
import { useImports } from './testing/imports.ts'

const imports = useImports()

const header = 'invoiceNo,invoiceDate,source,salesman,customerCode,customer,email,sku,name,quantity,unitPrice,taxRate\n'
const all = () =>
  imports.prisma.invoice.findMany({
    include: { lines: { orderBy: { lineNo: 'asc' } }, customer: true },
    orderBy: { id: 'asc' },
  })

describe('invoices from a file', () => {
  it('go in with their customers and lines, told of like those that come by the API', async () => {
    await imports.text('item', 'sku,name,unitPrice,taxRate\nWIN-1,Window,499.9,19\nBAR-1,Oak bar,12.5,7\n')
    const result = await imports.text(
      'invoice',
      `${header}R-1,2026-03-01,Shop,Nobody,,Haus am See,a@see.example,WIN-1,,3,1.115,\n` +
        'R-1,,,,,,,bar-1,Oak bar cut,1,0.005,\n' +
        'R-2,2026-03-02,Shop,,,haus  AM see,,WIN-1,,1,100,0\n' +
        'R 1,2026-03-02,Other,,K-9,Kern,,WIN-1,,1,5,\n',
    )
    expect(result.made).toEqual([
      { count: 3, what: 'invoices' },
      { count: 4, what: 'lines' },
    ])
    const [first, second, third] = await all()
    expect(first).toMatchObject({
      source: 'SHOP',
      number: 'R-1',
      salesman: 'Nobody',
      customer: { name: 'Haus am See', email: 'a@see.example' },
      lines: [{ itemName: 'Window' }, { itemName: 'Oak bar cut' }],
    })
    expect([first?.subtotal.toFixed(2), first?.total.toFixed(2)]).toEqual(['3.36', '4.00'])
    expect(second?.customerId).toBe(first?.customerId)
    expect(third).toMatchObject({ source: 'OTHER', number: 'R-1', customer: { code: 'K-9', name: 'Kern' } })
    const events = await imports.prisma.event.findMany({ where: { type: 'invoice.imported' }, orderBy: { id: 'asc' } })
    expect(events[0]?.payload).toMatchObject({
      invoiceNo: 'R-1',
      customer: 'Haus am See',
      total: '4.00',
      to: 'CREATED',
    })
    expect(events).toHaveLength(3)
  })

  it('go in once: the same file again makes nothing, another invoice under a number is refused with what differs', async () => {
    const again = await imports.text(
      'invoice',
      `${header}r – 1,2026-03-01,shop,Nobody,,Haus am See,A@see.example,win-1,,3.0,1.1150,\nr – 1,,,,,,,BAR-1,Oak bar cut,1,0.005,\n`,
    )
    expect(again).toMatchObject({ refused: 0, committed: true, made: [{ count: 0 }, { count: 0 }] })
    const other = await imports.text(
      'invoice',
      `${header}R-2,2026-03-02,Shop,,,Haus am Meer,,WIN-1,,2,100,0\nR-3,2026-03-02,Shop,,,X,,NO-1,,1,1,\nR-4,,Shop,,,X,,WIN-1,,1,1,\n`,
    )
    expect(other).toMatchObject({ imported: 0, refused: 3 })
    expect(await imports.refusals(other)).toMatchObject({
      1: expect.stringMatching(
        /R-2 of SHOP is already here .*: customer.name is ""haus {2}AM see"" there and ""Haus am Meer"" here; items.0.quantity is ""1"" there and ""2"" here/,
      ),
      2: expect.stringContaining('There is no item with the SKU NO-1.'),
      3: expect.stringContaining('invoiceDate is missing.'),
    })
    expect(await all()).toHaveLength(3)
  })

  it('come in through the API as a file, with who brought them; what is here already is passed over', async () => {
    const shop = await openShop()
    try {
      const { api, caller } = await shop.role('ADMIN')
      await api.item.create({ sku: 'WIN-1', name: 'Window', unitPrice: '10', taxRate: '19' })
      const rows = [
        'A-1,2026-03-01,Shop,,,Kern,,WIN-1,,1,5,',
        'A-1,,,,,,,WIN-1,,2,6,',
        'A-2,2026-03-02,Shop,,,Kern,,WIN-1,,1,5,',
      ]
      const csv = header + rows.join('\n')
      expect(await api.invoice.importCsv({ csv, dryRun: true })).toMatchObject({
        rows: 3,
        created: 3,
        committed: false,
      })
      expect(await api.invoice.importCsv({ csv })).toMatchObject({
        created: 3,
        unchanged: 0,
        refused: 0,
        committed: true,
      })
      const grown = `${csv}\nA-3,2026-03-03,Shop,,,Kern,,WIN-1,,1,5,\na – 2,2026-04-02,Shop,,,Kern,,WIN-1,,1,5,`
      const again = await api.invoice.importCsv({ csv: grown, partial: true })
      expect(again).toMatchObject({ rows: 5, created: 1, unchanged: 3, refused: 1, committed: true })
      expect(again.refusals.map(({ line }) => line)).toEqual([6])
      const most = await api.invoice.importCsv({ csv: `${csv}\nA-4,2026-03-03,Shop,,,Kern,,WIN-1,,1,5,` })
      expect(most).toMatchObject({ rows: 4, created: 1, changed: 0, unchanged: 3, refused: 0 })
      const { items, total } = await api.invoice.list({})
      expect(total).toBe(4)
      expect((await api.invoice.get({ id: items[0]?.id ?? 0 })).createdBy?.id).toBe(caller.userId)
      const [event] = (await api.event.list({ entity: 'invoice', entityId: items[0]?.id })).items
      expect(event).toMatchObject({ type: 'invoice.imported', actor: { id: caller.userId } })
      let written = ''
      for await (const piece of await api.invoice.export({ lines: true })) written += piece
      const back = await api.invoice.importCsv({ csv: written, partial: true })
      expect(back.columns.filter(({ field }) => field === null).map(({ name }) => name)).toEqual([
        'lineNo',
        'subtotal',
        'taxTotal',
        'total',
      ])
      await expect(api.invoice.importCsv({ csv: 'invoiceNo,sku\nX,Y\n' })).rejects.toThrow(/no column invoiceDate/)
    } finally {
      await shop.close()
    }
  })

  it('get fulfilments where somebody brings them or the file says so, which wait for their stock like others', async () => {
    const shop = await openShop()
    try {
      const { api, caller } = await shop.role('ADMIN')
      await api.item.create({ sku: 'WIN-1', name: 'Window', unitPrice: '10', openingStock: '5' })
      await api.item.create({ sku: 'FIT', name: 'Fitting', kind: 'SERVICE', unitPrice: '10' })
      const rows = (...numbers: string[]) => numbers.map((row) => `${row}\n`).join('')
      const columns = 'invoiceNo,invoiceDate,customer,sku,quantity,unitPrice,goods\n'
      const csv =
        columns +
        rows('F-1,2026-03-01,Kern,WIN-1,4,5,', 'F-1,,,FIT,1,5,', 'F-2,2026-03-01,Kern,WIN-1,4,5,send') +
        rows('F-3,2026-03-01,Kern,WIN-1,1,5,GONE', 'F-4,2026-03-01,Kern,FIT,1,5,')
      expect(await api.invoice.importCsv({ csv })).toMatchObject({ created: 5, refused: 0 })
      expect(await api.invoice.importCsv({ csv })).toMatchObject({ created: 0, unchanged: 5 })
      const { items } = await api.fulfilment.list({ sort: 'id' })
      const [first, second] = items
      expect(items).toMatchObject([{ source: { number: 'F-1' } }, { source: { number: 'F-2' } }])
      expect((await api.fulfilment.get({ id: first?.id ?? 0 })).lines).toMatchObject([
        { itemName: 'Window', quantity: '4' },
        { itemName: 'Fitting', quantity: '1' },
      ])
      const [event] = (await api.event.list({ entity: 'fulfilment', entityId: first?.id })).items
      expect(event).toMatchObject({ type: 'fulfilment.created', actor: { id: caller.userId } })

      // The first has all its stock, and then there is not enough for the second.
      expect(await releaseWaiting(shop.deps)).toBe(1)
      expect((await api.fulfilment.get({ id: first?.id ?? 0 })).status).toBe('PENDING')
      expect((await api.fulfilment.get({ id: second?.id ?? 0 })).status).toBe('CREATED')

      const file = await imports.file(
        columns + rows('G-1,2026-03-01,Kern,WIN-1,1,5,', 'G-2,2026-03-01,Kern,WIN-1,1,5,SEND'),
      )
      const result = await importFile({ kind: kinds.invoice, databaseUrl: shop.url, timeZone: 'UTC', file })
      expect(result.made).toContainEqual({ count: 1, what: 'fulfilments' })
      const findings = await checkInvariants(shop.deps.readPool)
      expect(findings.filter(({ violations }) => violations > 0)).toEqual([])
    } finally {
      await shop.close()
    }
  })

  it('are the same as those the API takes, and make unknown items where the shop says so', async () => {
    const shop = await openShop()
    try {
      const { api, caller } = await shop.role('ADMIN')
      await api.shop.update({ unknownItems: 'create' })
      expect((await readShop(shop.deps.read)).unknownItems).toBe('create')
      const given = {
        invoiceNo: 'X 1',
        invoiceDate: '2026-03-31',
        source: 'Shop',
        salesman: caller.username,
        customer: { name: 'Haus am See', email: 'a@see.example' },
        items: [{ sku: 'NEW-1', name: 'A new one', quantity: '2', unitPrice: '3.50', taxRate: '19' }],
      }
      const row = `X-1,2026-03-31,SHOP,${caller.username},,Haus am See,a@see.example,NEW-1,A new one,2,3.5,19\n`
      const file = await imports.file(header + row)
      const result = await importFile({ kind: kinds.invoice, databaseUrl: shop.url, timeZone: 'UTC', file })
      expect(result.made).toEqual([
        { count: 1, what: 'invoices' },
        { count: 1, what: 'lines' },
      ])
      const made = await api.invoice.import(given)
      expect(made).toMatchObject({
        invoiceNo: 'X-1',
        owner: { id: caller.userId },
        lines: [{ sku: 'NEW-1', itemName: 'A new one', quantity: '2' }],
        total: '8.33',
      })
      expect((await api.invoice.list({})).total).toBe(1)
      expect((await api.item.list({ search: 'NEW-1' })).items).toHaveLength(1)
    } finally {
      await shop.close()
    }
  })
})
