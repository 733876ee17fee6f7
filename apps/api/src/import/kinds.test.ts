import { createPool } from '@framewright/db/client'
import { describe, expect, it } from 'vitest'
import { checkInvariants } from '../invariants/invariants.ts'
import { useImports } from './testing/imports.ts'

const imports = useImports()

describe('each kind goes in', () => {
  it('suppliers, told of by events and by the run', async () => {
    const result = await imports.text('supplier', 'Code,NAME,tax id\nNORD,"Nord, GmbH",DE1\nSUED,Süd,\n')
    expect(result).toMatchObject({ rows: 2, imported: 2, refused: 0, committed: true, reports: [] })
    const suppliers = await imports.prisma.supplier.findMany({ orderBy: { id: 'asc' } })
    expect(suppliers).toMatchObject([
      { code: 'NORD', name: 'Nord, GmbH', taxId: 'DE1', email: '', active: true },
      { code: 'SUED', name: 'Süd' },
    ])
    const events = await imports.prisma.event.findMany({ orderBy: { id: 'asc' } })
    expect(events.map((event) => [event.type, event.entityId, event.position])).toEqual([
      ['supplier.created', suppliers[0]?.id, null],
      ['supplier.created', suppliers[1]?.id, null],
      ['importRun.completed', result.runId, null],
    ])
    const run = await imports.prisma.importRun.findUniqueOrThrow({ where: { id: result.runId ?? 0 } })
    expect(run).toMatchObject({ kind: 'supplier', rowsRead: 2, imported: 2, refused: 0 })
    expect(run.finishedAt).not.toBeNull()
  })

  it('items, of which a row of kind FRAME becomes a frame, in a tree of categories', async () => {
    await imports.text(
      'item',
      'sku,name,kind,category,unit,unitPrice,material,widthMm,heightMm,stages\n' +
        'BAR-1,Oak bar,MATERIAL,Wood > Bars,m,12.5,,,,\n' +
        'WIN-1,Window,frame,Goods > Windows,each,499.90,Oak,900,1200,glazing assembly\n' +
        'WIN-2,Window,FRAME,goods,each,,Oak,900,1200,\n' +
        'ADV-1,Advice,SERVICE,,h,80,,,,\n',
    )
    const items = await imports.prisma.item.findMany({
      include: { frame: true, category: { include: { parent: true } } },
      orderBy: { id: 'asc' },
    })
    expect(items.map((item) => [item.sku, item.kind, item.category?.name, item.category?.parent?.name])).toEqual([
      ['BAR-1', 'MATERIAL', 'Bars', 'Wood'],
      ['WIN-1', 'FRAME', 'Windows', 'Goods'],
      ['WIN-2', 'FRAME', 'Goods', undefined],
      ['ADV-1', 'SERVICE', undefined, undefined],
    ])
    expect(items[1]?.frame).toMatchObject({ material: 'Oak', widthMm: 900, stages: ['ASSEMBLY', 'GLAZING'] })
    expect(items[2]?.frame?.stages).toEqual(['ASSEMBLY', 'GLAZING', 'INSTALLATION'])
    expect(await imports.prisma.category.count()).toBe(4)
    expect(await imports.prisma.event.count({ where: { type: 'frame.created' } })).toBe(2)
    expect(await imports.prisma.event.count({ where: { type: 'item.created' } })).toBe(2)
  })

  it('locations below each other', async () => {
    await imports.text('location', 'code,name,parent\nHALL,Hall,\nHALL-1,Shelf 1,hall\n')
    const shelf = await imports.prisma.location.findUniqueOrThrow({
      where: { code: 'HALL-1' },
      include: { parent: true },
    })
    expect(shelf).toMatchObject({ usage: 'STORAGE', allowNegative: false, parent: { code: 'HALL' } })
  })

  it('opening stock as movements, which the balances and the statistics follow; once', async () => {
    const csv =
      'sku,location,quantity,unitCost,effectiveAt\nBAR-1,,12.5,3,2026-01-31\nwin-1,HALL-1,2,,\nWIN-2,HALL-1,0,,\n'
    const result = await imports.text('opening-stock', csv, { timeZone: 'Europe/Berlin' })
    expect(result).toMatchObject({ imported: 3, made: [{ count: 2 }, { count: 1, what: 'places counted as empty' }] })
    const balances = await imports.prisma.stockBalance.findMany({
      where: { usage: 'STORAGE' },
      include: { item: true, location: true },
      orderBy: { itemId: 'asc' },
    })
    expect(balances.map((b) => [b.item.sku, b.location.code, b.onHand.toFixed()])).toEqual([
      ['BAR-1', 'STOCK', '12.5'],
      ['WIN-1', 'HALL-1', '2'],
      ['WIN-2', 'HALL-1', '0'],
    ])
    const [bar] = await imports.prisma.stockMovement.findMany({ orderBy: { id: 'asc' } })
    expect(bar?.effectiveAt.toISOString()).toBe('2026-01-30T23:00:00.000Z')
    expect(bar).toMatchObject({
      sourceType: 'importRun',
      sourceId: result.runId,
      sourceLine: 2,
      reason: 'Opening stock',
    })
    const kept = await imports.prisma.statistic.aggregate({ where: { bucket: 'frames' }, _sum: { amount: true } })
    expect(kept._sum.amount?.toFixed()).toBe('2')

    const again = await imports.text('opening-stock', csv, { partial: true })
    expect(again).toMatchObject({ imported: 0, refused: 3, committed: false })
    expect(await imports.refusals(again)).toMatchObject({
      1: expect.stringContaining('The opening stock of BAR-1 at STOCK is already in the ledger.'),
      3: expect.stringContaining('WIN-2 already has a balance at HALL-1'),
    })
    expect(await imports.prisma.stockMovement.count()).toBe(2)
  })

  it('purchase orders whose lines repeat the order, or leave it out below its first line', async () => {
    const result = await imports.text(
      'purchase-order',
      'number,supplier,orderDate,status,sku,itemName,quantity,unitPrice,received\n' +
        'X-1,nord,2026-02-01,completed,BAR-1,,3,1.115,2\n' +
        'X-2,SUED,2026-02-02,,,Coffee,2,0.0025,1\n' +
        'x-1,,,,win-1,,1,0.005,\n',
    )
    expect(result.made).toEqual([
      { count: 2, what: 'purchase orders' },
      { count: 3, what: 'lines' },
    ])
    const orders = await imports.prisma.purchaseOrder.findMany({
      include: { lines: { orderBy: { lineNo: 'asc' } } },
      orderBy: { id: 'asc' },
    })
    expect(orders.map((order) => [order.number, order.status, order.totalAmount.toFixed(), order.importRunId])).toEqual(
      [
        ['X-1', 'COMPLETED', '3.36', result.runId],
        ['X-2', 'PENDING', '0.01', result.runId],
      ],
    )
    expect(
      orders.flatMap(({ lines }) =>
        lines.map((l) => [l.lineNo, l.itemName, l.totalPrice.toFixed(), l.received.toFixed()]),
      ),
    ).toEqual([
      [1, 'Oak bar', '3.35', '2'],
      [2, 'Window', '0.01', '1'],
      [1, 'Coffee', '0.01', '0'],
    ])
    expect(await imports.prisma.event.count({ where: { type: 'purchaseOrder.imported' } })).toBe(2)
    expect(await imports.prisma.stockMovement.count()).toBe(2)
  })

  it('work orders with their state, which move no stock', async () => {
    const result = await imports.text(
      'work-order',
      'number,sku,quantity,completedQuantity,scrappedQuantity,status,completedAt,priority\n' +
        'X-1,WIN-1,10,,2,COMPLETED,2026-02-03 10:00,high\nX-2,win-2,4,1,,IN_PROGRESS,,\n',
    )
    const orders = await imports.prisma.workOrder.findMany({ orderBy: { id: 'asc' } })
    expect(
      orders.map((o) => [o.number, o.completedQuantity.toFixed(), o.scrappedQuantity.toFixed(), o.status]),
    ).toEqual([
      ['X-1', '8', '2', 'COMPLETED'],
      ['X-2', '1', '0', 'IN_PROGRESS'],
    ])
    expect(orders[0]).toMatchObject({ priority: 'HIGH', description: 'Imported', importRunId: result.runId })
    expect(await imports.prisma.event.count({ where: { type: 'workOrder.imported' } })).toBe(2)
    expect(await imports.prisma.stockMovement.count()).toBe(2)
  })

  it('production orders of the past, with what they made and lost and why', async () => {
    const result = await imports.text(
      'production-order',
      'number,sku,quantity,produced,scrapped,scrapReason,status,completedAt,dueDate\n' +
        'P-1,WIN-1,10,,2,Cracked,,2026-02-03 10:00,2026-02-02\nP-2,bar-1,4.5,4.5,,,COMPLETED,,\nP-3,WIN-2,3,,,,cancelled,,\n',
    )
    expect(result).toMatchObject({ made: [{ count: 3 }, { count: 2, what: 'outputs' }] })
    const orders = await imports.prisma.productionOrder.findMany({ include: { outputs: true }, orderBy: { id: 'asc' } })
    expect(
      orders.map((o) => [o.number, o.status, o.produced.toFixed(), o.scrapped.toFixed(), o.outputs[0]?.reason]),
    ).toEqual([
      ['P-1', 'CLOSED', '8', '2', 'Cracked'],
      ['P-2', 'COMPLETED', '4.5', '0', ''],
      ['P-3', 'CANCELLED', '0', '0', undefined],
    ])
    expect(orders.map((order) => order.outputs[0]?.day?.toISOString().slice(0, 10))).toEqual([
      '2026-02-03',
      undefined,
      undefined,
    ])
    expect(await imports.prisma.event.count({ where: { type: 'productionOrder.imported' } })).toBe(3)
    expect(await imports.prisma.stockMovement.count()).toBe(2)
    const pool = createPool(imports.url, { max: 1 })
    const findings = await checkInvariants(pool)
    await pool.end()
    expect(findings.filter((finding) => finding.violations > 0)).toEqual([])
  })
})
