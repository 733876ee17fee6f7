import { lineTotals, orderTotals } from '@framewright/contracts/sales-order/sales-order.pricing'
import { beforeAll, describe, expect, it } from 'vitest'
import { useImports } from './testing/imports.ts'

const imports = useImports()

beforeAll(async () => {
  await imports.prisma.user.create({
    data: {
      username: 'sara',
      email: 'sara@example.com',
      passwordHash: 'none',
      role: { create: { code: 'SELLS', name: 'Sells', description: '', permissions: [] } },
    },
  })
  await imports.text('item', 'sku,name,unitPrice,taxRate\nWIN-1,Window,499.9,19\nBAR-1,Oak bar,12.5,\n')
})

const orders = () =>
  imports.prisma.salesOrder.findMany({
    include: { lines: { orderBy: { lineNo: 'asc' } }, owner: true },
    orderBy: { id: 'asc' },
  })

describe('customers', () => {
  it('go in with whose they are, told of by events that reach that person', async () => {
    const result = await imports.text(
      'customer',
      'code,name,e-mail,phone,address,tax id,owner,active\n' +
        'NORD,"Nord, GmbH",info@nord.example,1,Hafen 1,DE1,SARA,\nSUED,Süd,,,,,,no\nWEST,West,,,,,sara@example.com,\n',
    )
    expect(result).toMatchObject({ imported: 3, made: [{ count: 3, what: 'customers' }] })
    const customers = await imports.prisma.customer.findMany({ include: { owner: true }, orderBy: { id: 'asc' } })
    expect(customers).toMatchObject([
      { code: 'NORD', name: 'Nord, GmbH', email: 'info@nord.example', taxId: 'DE1', owner: { username: 'sara' } },
      { code: 'SUED', owner: null, active: false, phone: '' },
      { code: 'WEST', owner: { username: 'sara' }, active: true },
    ])
    const events = await imports.prisma.event.findMany({ where: { type: 'customer.created' }, orderBy: { id: 'asc' } })
    expect(events.map((event) => [event.entityId, event.ownerId])).toEqual(
      customers.map((customer) => [customer.id, customer.ownerId]),
    )
    const kept = await imports.prisma.statistic.aggregate({ where: { metric: 'customer' }, _sum: { count: true } })
    expect(Number(kept._sum.count)).toBe(3)
  })

  it('are refused where a code is taken or the owner is nobody', async () => {
    const result = await imports.text('customer', 'code,name,owner\nnord,Again,\nOST,Ost,nobody\nNEU,Neu,\nneu,Neu,\n')
    expect(result).toMatchObject({ imported: 0, refused: 3 })
    expect(await imports.refusals(result)).toMatchObject({
      1: expect.stringContaining('The customer code nord is already in the database.'),
      2: expect.stringContaining('There is nobody with the username or e-mail address nobody.'),
      3: expect.stringContaining('The code neu is already on line 4.'),
    })
  })
})

describe('sales orders', () => {
  it('go in with their state and totals, shipped where they have left, and move no stock', async () => {
    const result = await imports.text(
      'sales-order',
      'number,customer,orderDate,dueDate,status,notes,sku,quantity,unitPrice,discountPercent,taxRate\n' +
        'X-1,nord,2026-02-01,2026-02-10,delivered,Ring twice,WIN-1,3,1.115,,\n' +
        'X-1,,,,,,BAR-1,1,0.005,,7\n' +
        'X-2,SUED,2026-02-02,,,,win-1,2,100,2.5,0\n' +
        'X-3,NORD,2026-02-03,,SHIPPED,,BAR-1,0.5,10,100,\n' +
        'X-4,NORD,2026-02-04,,CANCELLED,,BAR-1,1,10,,\n',
    )
    expect(result.made).toEqual([
      { count: 4, what: 'sales orders' },
      { count: 5, what: 'lines' },
    ])
    expect(
      (await orders()).map((order) => [
        order.number,
        order.status,
        order.owner?.username,
        ...[order.subtotal, order.taxTotal, order.total].map((value) => value.toFixed(2)),
        order.lines.map((line) => line.shipped.toFixed()),
      ]),
    ).toEqual([
      ['X-1', 'DELIVERED', 'sara', '3.36', '0.64', '4.00', ['3', '1']],
      ['X-2', 'DRAFT', undefined, '195.00', '0.00', '195.00', ['0']],
      ['X-3', 'SHIPPED', 'sara', '0.00', '0.00', '0.00', ['0.5']],
      ['X-4', 'CANCELLED', 'sara', '10.00', '0.00', '10.00', ['0']],
    ])
    expect(await imports.prisma.reservation.count()).toBe(0)
    expect(await imports.prisma.stockMovement.count()).toBe(0)
    const events = await imports.prisma.event.findMany({ where: { type: 'salesOrder.imported' } })
    expect(events.map((event) => event.ownerId)).toEqual((await orders()).map((order) => order.ownerId))
  })

  it('come to the totals that the API computes, whatever the digits', async () => {
    const amounts = ['0.000001', '0.5', '1', '2.345678', '33.333333', '999999.999999']
    const prices = ['0.0001', '0.005', '1.1150', '2024.9940', '12.3456']
    const rates = ['0', '2', '33.3333', '0.0001', '99.9999', '7.25']
    let seed = 7
    const pick = (from: readonly string[]) => {
      seed = (seed * 48_271) % 2_147_483_647
      return from[seed % from.length] ?? ''
    }
    const rows = Array.from({ length: 400 }, () => [pick(amounts), pick(prices), pick(rates), pick(rates)])
    await imports.text(
      'sales-order',
      `number,customer,orderDate,sku,quantity,unitPrice,discountPercent,taxRate\n${rows
        .map((row, at) => `R-${at % 20},SUED,2026-03-01,BAR-1,${row.join(',')}`)
        .join('\n')}\n`,
    )
    const imported = (await orders()).filter((order) => order.number.startsWith('R-'))
    expect(imported.flatMap((order) => order.lines)).toHaveLength(rows.length)
    for (const order of imported) {
      const lines = order.lines.map((line) => {
        const { quantity, unitPrice, discountPercent, taxRate } = line
        const computed = lineTotals({
          quantity: quantity.toFixed(),
          unitPrice: unitPrice.toFixed(),
          discountPercent: discountPercent.toFixed(),
          taxRate: taxRate.toFixed(),
        })
        expect([line.subtotal, line.taxTotal, line.total].map((value) => value.toFixed(2))).toEqual(
          Object.values(computed),
        )
        return computed
      })
      expect([order.subtotal, order.taxTotal, order.total].map((value) => value.toFixed(2))).toEqual(
        Object.values(orderTotals(lines)),
      )
    }
  })

  it('are refused whole, each with its reasons', async () => {
    const result = await imports.text(
      'sales-order',
      'number,customer,orderDate,dueDate,status,sku,quantity,unitPrice,discountPercent\n' +
        'X-1,NORD,2026-02-01,,,BAR-1,1,1,\n' +
        'SO-000007,NORD,2026-02-01,,,BAR-1,1,1,\n' +
        'Y-1,NOBODY,2026-02-01,,,BAR-1,1,1,\n' +
        'Y-2,NORD,2026-02-01,2026-01-31,,BAR-1,1,1,\n' +
        'Y-3,NORD,2026-02-01,,CONFIRMED,BAR-1,1,1,\n' +
        'Y-4,NORD,2026-02-01,,,NONE-1,1,1,\n' +
        'Y-4,,,,,BAR-1,0,1,101\n' +
        'Y-5,NORD,2026-02-01,,,BAR-1,1,1,\n',
      { partial: true },
    )
    expect(result).toMatchObject({ refused: 7, imported: 1, committed: true })
    expect(await imports.refusals(result)).toMatchObject({
      1: expect.stringContaining('The number X-1 is already in the database.'),
      2: expect.stringContaining('Numbers like SO-000123 are given out here'),
      3: expect.stringContaining('There is no customer with the code NOBODY. Import the customers first.'),
      4: expect.stringContaining('dueDate lies before orderDate.'),
      5: expect.stringContaining('import it as DRAFT and confirm it here'),
      6: expect.stringContaining('There is no item with the SKU NONE-1.'),
      7: expect.stringMatching(/quantity is ""0"".* discountPercent is ""101""/),
    })
  })
})
