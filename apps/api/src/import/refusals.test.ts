import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { kinds } from './kinds.ts'
import { planSheets } from './sheets.ts'
import { useImports } from './testing/imports.ts'

const imports = useImports()
beforeAll(async () => {
  await imports.text('item', 'sku,name,kind,material,widthMm,heightMm\nOLD,Old,,,,\nWIN,Window,FRAME,Oak,900,1200\n')
  await imports.text('supplier', 'code,name\nNORD,Nord\n')
})

describe('a refused row', () => {
  it('is reported with the line it starts on, all its reasons and its values, and keeps everything out', async () => {
    const result = await imports.text(
      'item',
      'sku,name,unitPrice,taxRate\r\nA,"two\r\nlines",1,\r\n?B,,-1,101\r\nC,"x\ny\nz",1\r\nold,Again,1,\r\na,Twice,1,\r\n',
    )
    expect(result).toMatchObject({ rows: 5, refused: 4, imported: 0, committed: false, runId: null })
    expect((await readFile(result.reports[0] ?? '', 'utf8')).trimEnd()).toBe(
      [
        'refusedLine,refusedBecause,sku,name,unitPrice,taxRate',
        '4,"sku is ""?B"", but it must begin with a letter or digit and hold at most 60 letters, digits, spaces and . _ / + -. ' +
          'name is missing. unitPrice is ""-1"", but it must be a plain number of zero or more, like 12.50, with at most 4 decimal places. ' +
          'taxRate is ""101"", but it must be a percentage from 0 to 100 with at most 4 decimal places.",?B,,-1,101',
        '5,This row has 3 values where the header has 4 columns; look for a missing or misplaced quotation mark or delimiter.,C,"x',
        'y',
        'z",1',
        '8,The SKU old is already in the database.,old,Again,1,',
        '9,The SKU a is already on line 2.,a,Twice,1,',
      ].join('\n'),
    )
    expect(result.examples[0]).toMatch(/^file\d+\.csv, line 4: sku is "\?B"/)
    expect(await imports.prisma.item.count()).toBe(2)
    expect(await imports.prisma.importRun.count()).toBe(2)
  })

  it('is found again in a large file, wherever in it it stands', async () => {
    const bad = new Set([2, 3, 9_000, 30_001, 60_001])
    const line = (at: number) => (bad.has(at) ? `S${at},,"two\nlines"` : `S${at},A supplier with a long name ${at},`)
    const content = ['code,name,address', ...Array.from({ length: 60_000 }, (_, i) => line(i + 2))].join('\n')
    const result = await imports.text('supplier', content, { dryRun: true, partial: true })
    expect(result).toMatchObject({ rows: 60_000, refused: 5, imported: 59_995 })
    const report = (await readFile(result.reports[0] ?? '', 'utf8')).trimEnd().replaceAll('"two\nlines"', '2')
    expect(report.split('\n').slice(1)).toEqual(
      // Each refused row before has one line break in it.
      [...bad].map((at, before) => `${at + before},name is missing.,S${at},,2`),
    )
  })

  it('stays out alone when the rest is let in, and goes in from its own report once it is mended', async () => {
    const result = await imports.text('supplier', 'code,name,email\nX,Ex,\nnord,N,\nY,Why,no\n', { partial: true })
    expect(result).toMatchObject({ imported: 1, refused: 2, committed: true })
    const run = await imports.prisma.importRun.findUniqueOrThrow({ where: { id: result.runId ?? 0 } })
    expect(run).toMatchObject({ rowsRead: 3, imported: 1, refused: 2 })
    const mended = (await readFile(result.reports[0] ?? '', 'utf8'))
      .replace(',nord,', ',N2,')
      .replace(',no\n', ',y@example.com\n')
    expect(await imports.text('supplier', mended)).toMatchObject({ imported: 2, refused: 0 })
    expect(await imports.prisma.supplier.count()).toBe(4)
  })

  it.each([
    ['item', 'sku,name,kind\nF,Frame,FRAME\n', /A frame needs a material, a widthMm and a heightMm/],
    ['item', 'sku,name,material\nF,Bar,Oak\n', /Only a frame has a description, a material/],
    ['item', 'sku,name,leadDays\nF,Bar,1.5\n', /leadDays is "1.5", but it must be whole days from 0 to 999/],
    ['item', 'sku,name,unit\nF,Bar,yard\n', /unit is "yard", but it must be one of each, pair/],
    ['location', 'code,name,parent\nA,A,B\nB,B,\n', /no location with the code B above this line/],
    ['location', 'code,name,usage\nA,A,CUSTOMER\n', /usage is "CUSTOMER"/],
    ['opening-stock', 'sku,quantity\nNONE,1\n', /no item with the SKU NONE/],
    ['opening-stock', 'sku,quantity,location\nOLD,1,SCRAP\n', /SCRAP is a virtual place/],
    ['opening-stock', 'sku,quantity\nWIN,1.5\n', /counted in whole pieces/],
    ['opening-stock', 'sku,quantity,location\nOLD,1,MOON\n', /no location with the code MOON/],
    ['opening-stock', 'sku,quantity\nOLD,1\nold,2\n', /The stock of old at STOCK is already on line 2/],
    ['opening-stock', 'sku,quantity,effectiveAt\nOLD,1,2026-02-30\n', /effectiveAt is "2026-02-30"/],
    ['production-order', 'number,sku,quantity\nX-1,NONE,1\n', /no item with the SKU NONE/],
    ['production-order', 'number,sku,quantity\nJO-20260331-0001,WIN,1\n', /given out here: put a prefix/],
    ['production-order', 'number,sku,quantity,scrapped,status\nX,WIN,1,1,CANCELLED\n', /has made nothing/],
    ['work-order', 'number,sku,quantity\nX-1,OLD,1\n', /OLD is not a frame/],
    ['work-order', 'number,sku,quantity\nWO-000001,WIN,1\n', /given out here: put a prefix/],
    ['work-order', 'number,sku,quantity,completedQuantity,status\nX,WIN,1,2,COMPLETED\n', /than was ordered/],
    ['work-order', 'number,sku,quantity,assignedTo\nX,WIN,1,nobody\n', /nobody with the username/],
    ['purchase-order', 'number,supplier,orderDate,quantity,unitPrice,sku\nX,NORD,2026-01-01,1,1,NONE\n', /SKU NONE/],
    ['purchase-order', 'number,supplier,orderDate,quantity,unitPrice,sku\nX,WEST,2026-01-01,1,1,OLD\n', /code WEST/],
    ['purchase-order', 'number,supplier,orderDate,quantity,unitPrice,sku\nX,NORD,,1,1,OLD\n', /orderDate is missing/],
    [
      'purchase-order',
      'number,supplier,orderDate,quantity,unitPrice\nX,NORD,2026-01-01,1,1\n',
      /needs a sku, or an itemName/,
    ],
  ] as const)('says why: %s %#', async (kind, csv, reason) => {
    const result = await imports.text(kind, csv)
    expect(result).toMatchObject({ committed: false, imported: 0 })
    expect(result.examples.join('\n')).toMatch(reason)
  })

  it('takes its whole order with it, and says which line it was', async () => {
    const head = 'number,supplier,orderDate,sku,quantity,unitPrice\n'
    const result = await imports.text(
      'purchase-order',
      `${head}P-1,NORD,2026-01-01,OLD,1,1\nP-1,,,OLD,0,1\nP-2,NORD,2026-01-01,OLD,1,1\nP-3,NORD,2026-01-01,OLD,1,1\nP-3,X,,OLD,1,1\n`,
      { partial: true },
    )
    expect(result).toMatchObject({ imported: 1, refused: 4, committed: true })
    const report = (await imports.refusals(result)).map((row) => row.split(',P-')[0])
    expect(report.slice(1)).toEqual([
      '2,Its order is refused because of line 3.',
      '3,"quantity is ""0"", but it must be a plain number above zero, like 12.5, with at most 6 decimal places."',
      '5,Its order is refused because of line 6.',
      '6,"supplier is X here and NORD on the order’s first line, 5."',
    ])
  })
})

describe('a file that cannot be meant', () => {
  const plan = async (header: string, columns: [string, string][] = []) =>
    await planSheets(kinds.item, { file: await imports.file(`${header}\n`), columns: new Map(columns) })

  it('is turned back before a row is read', async () => {
    await expect(plan('sku,name,colour')).rejects.toThrow(/not a field of item: colour[\s\S]*--map "colour=field"/)
    await expect(plan('sku')).rejects.toThrow(/Nothing in the file says the field name/)
    await expect(plan('sku,name', [['x', 'name']])).rejects.toThrow(/the file has no column "x"/)
    await expect(plan('sku,name,x', [['x', 'colour']])).rejects.toThrow(/"colour" is not a field of item/)
  })

  it('is read once its columns are mapped or left out', async () => {
    const { sheets } = await plan('No,Unit price,name,x', [
      ['No', 'sku'],
      ['x', ''],
    ])
    expect(sheets[0].columns.map((one) => one.field.name)).toEqual(['sku', 'unitPrice', 'name'].toSorted(byField))
  })
})

const order = kinds.item.fields.map((field) => field.name)
const byField = (a: string, b: string) => order.indexOf(a) - order.indexOf(b)
