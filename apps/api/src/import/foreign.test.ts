import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readMappingFile } from './mapping/read-mapping.ts'
import { readPlan } from './plan.ts'
import { useImports } from './testing/imports.ts'

const imports = useImports()
const oldErp = (file: string) => join(import.meta.dirname, 'fixtures/old-erp', file)

describe('a foreign export', () => {
  it('of items is read as it is: semicolons, decimal commas, lookups and cases', async () => {
    const mapping = await readMappingFile(oldErp('parts.json'))
    const result = await imports.path('item', oldErp('parts.csv'), { mapping })
    expect(result).toMatchObject({ rows: 3, imported: 3, refused: 0 })
    const items = await imports.prisma.item.findMany({
      include: { frame: true, category: { include: { parent: true } } },
      orderBy: { id: 'asc' },
    })
    expect(items).toMatchObject([
      { sku: 'OLD-A-1', name: 'Fenster "Nord"', kind: 'FRAME', category: { name: 'Holzfenster Frames' } },
      { sku: 'OLD-A-2', kind: 'HARDWARE', active: false, category: { parent: { name: 'Hardware' } } },
      { sku: 'OLD-A-3', name: 'Dicht-\r\nprofil' },
    ])
    expect(items[0]?.unitPrice.toFixed()).toBe('1250.5')
    expect(items[0]?.frame).toMatchObject({ widthMm: 905, heightMm: 1200, material: 'Wood' })
  })

  it('of purchase orders joins the orders to their lines; what is open or cancelled stays receivable', async () => {
    await imports.text('supplier', 'code,name\nLIEF1,Lieferant\n')
    const mapping = await readMappingFile(oldErp('orders.json'))
    const result = await imports.path('purchase-order', oldErp('order-lines.csv'), { mapping })
    expect(result).toMatchObject({ rows: 7, imported: 7, refused: 0 })
    const orders = await imports.prisma.purchaseOrder.findMany({ include: { lines: true }, orderBy: { id: 'asc' } })
    expect(
      orders.map((o) => [o.number, o.status, o.totalAmount.toFixed(), o.lines.map((l) => l.received.toFixed())]),
    ).toEqual([
      ['OLD-7', 'COMPLETED', '3.36', ['2', '1']],
      ['OLD-8', 'PENDING', '20', ['0']],
      ['OLD-9', 'CANCELLED', '2', ['0']],
    ])
    expect(orders[0]?.orderDate.toISOString().slice(0, 10)).toBe('2026-03-31')
  })

  it('refuses an order whole, in the file that is wrong, and counts rows that are filtered as skipped', async () => {
    const orders =
      'No;Supplier;Ordered;State\n1;NOBODY;31.3.2026;4\n2;LIEF1;31.3.2026;9\n3;LIEF1;31.3.2026;4\n4;LIEF1;31.3.2026;1\n'
    await imports.file(orders, 'orders.csv')
    const lines = await imports.file(
      'OrderNo;Part;Qty;Price;Received\n1;A-2;1;1;\n2;A-2;1;1;\n3;A-2;1;1;\n3;A-9;1;1;\n77;A-2;1;1;\n0;A-2;1;1;\n',
    )
    const mapping = { ...(await readMappingFile(oldErp('orders.json'))), where: { value: 'OrderNo', isNot: '0' } }
    const result = await imports.path('purchase-order', lines, { mapping, partial: true })
    expect(result).toMatchObject({ rows: 10, skipped: 1, refused: 9, imported: 0, committed: false })
    expect(await imports.refusals(result)).toEqual([
      'refusedLine;refusedBecause;OrderNo;Part;Qty;Price;Received',
      '2;Its order is refused because of line 2 of the orders.;1;A-2;1;1;',
      '3;Its order is refused because of line 3 of the orders.;2;A-2;1;1;',
      '4;Its order is refused because of line 5 of the lines.;3;A-2;1;1;',
      '5;There is no item with the SKU OLD-A-9. Import the items first, or give an itemName only.;3;A-9;1;1;',
      '6;There is no order for this line in the file of the orders.;77;A-2;1;1;',
    ])
    expect(await imports.refusals(result, 1)).toEqual([
      'refusedLine;refusedBecause;No;Supplier;Ordered;State',
      '2;There is no supplier with the code NOBODY. Import the suppliers first.;1;NOBODY;31.3.2026;4',
      '3;"The mapping has no value for ""9""; it knows 1, 3, 4.";2;LIEF1;31.3.2026;9',
      '4;The order is refused because of line 5 of its lines.;3;LIEF1;31.3.2026;4',
      '5;The order OLD-4 has no lines.;4;LIEF1;31.3.2026;1',
    ])
  })

  it('of AdventureWorks becomes production history of all products, with what was lost and why', async () => {
    await imports.file(
      'ProductID,Name,ProductNumber\n722,Road frame,FR-58\n3,Ball bearing,BB-1\n',
      'Production.Product.csv',
    )
    await imports.file('ScrapReasonID,Name\n4,Drill pattern incorrect\n', 'Production.ScrapReason.csv')
    await imports.text(
      'item',
      'sku,name,kind,material,widthMm,heightMm\nFR-58,Road frame,FRAME,Alu,580,600\nBB-1,Ball bearing,,,,\n',
    )
    const orders = await imports.file(
      'WorkOrderID,ProductID,OrderQty,StockedQty,ScrappedQty,ScrapReasonID\n1,722,8,8,0,\n2,3,15,12,3,4\n',
      'Production.WorkOrder_nodates.csv',
    )
    const ours = join(import.meta.dirname, 'mappings/adventureworks/production-orders.json')
    const result = await imports.path('production-order', orders, { mapping: await readMappingFile(ours) })
    expect(result).toMatchObject({ rows: 2, imported: 2, refused: 0 })
    const made = await imports.prisma.productionOrder.findMany({ include: { outputs: true }, orderBy: { id: 'asc' } })
    expect(
      made.map((o) => [o.number, o.status, o.planned, o.produced, o.scrapped, o.outputs[0]?.reason].map(String)),
    ).toEqual([
      ['AW-JO-1', 'CLOSED', '8', '8', '0', ''],
      ['AW-JO-2', 'CLOSED', '15', '12', '3', 'Drill pattern incorrect'],
    ])
  })

  it('of a folder is read by a plan, ours among them', async () => {
    const plan = await imports.file('{"steps":[{"kind":"items","file":"x.csv"}]}', 'plan.json')
    await expect(readPlan(plan, oldErp('.'))).rejects.toThrow(/no file .*x\.csv, which the plan needs/)
    const ours = join(import.meta.dirname, 'mappings/adventureworks')
    for (const name of (await readdir(ours)).filter((file) => file !== 'plan.json')) {
      const mapping = await readMappingFile(join(ours, name))
      expect(Object.keys(mapping.fields).length).toBeGreaterThan(1)
    }
  })
})
