import { Kysely, PostgresDialect } from 'kysely'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { createPool, type Db } from './client.ts'

/** Builds and never connects. */
const db = new Kysely<Db>({ dialect: new PostgresDialect({ pool: createPool('postgresql://nowhere', { max: 1 }) }) })
const orders = db
  .selectFrom('sales_order')
  .innerJoin('customer', 'customer.id', 'sales_order.customer_id')
  .leftJoin('app_user as owner', 'owner.id', 'sales_order.owner_id')

/** What the types of queries refuse and give, also with the declarations in `patches/`. */
describe('a query', () => {
  it('takes what its columns hold', () => {
    const { sql } = orders
      .select(['customer.name', 'owner.username'])
      .where('customer.id', '=', 7)
      .where('sales_order.status', 'in', ['DRAFT', 'CONFIRMED'])
      .where('owner.username', 'is', null)
      .where((eb) => eb('sales_order.id', '<', eb.ref('customer.id')).or('number', '=', 'SO-1'))
      .where('customer.id', 'in', (eb) => eb.selectFrom('invoice').select('invoice.customer_id'))
      .compile()
    expect(sql).toContain('inner join "customer" on "customer"."id" = "sales_order"."customer_id"')
  })

  it('refuses columns that are not there', () => {
    // @ts-expect-error no such column
    orders.where('customer.nickname', '=', 'x')
    // @ts-expect-error the name of the table stands behind its alias
    orders.where('app_user.username', '=', 'x')
    // @ts-expect-error no such column to join by
    orders.innerJoin('invoice', 'invoice.id', 'sales_order.bill')
    // @ts-expect-error a table that is not part of the query
    orders.leftJoin('invoice as bill', 'bill.customer_id', 'frame.id')
    // @ts-expect-error no such table
    expect(() => orders.innerJoin('bills', 'bills.id', 'customer.id')).not.toThrow()
    // @ts-expect-error no such column to change by
    db.updateTable('customer').set({ name: 'x' }).where('nickname', '=', 'x')
  })

  it('refuses values of another type', () => {
    // @ts-expect-error a number
    orders.where('customer.id', '=', 'seven')
    // @ts-expect-error one of the words of its enum
    orders.where('sales_order.status', '=', 'LOST')
    // @ts-expect-error each of them
    orders.where('sales_order.status', 'in', ['DRAFT', 'LOST'])
    // @ts-expect-error also within an expression
    orders.where((eb) => eb('customer.name', '=', 7))
    // @ts-expect-error a query for another type
    orders.where('customer.id', 'in', (eb) => eb.selectFrom('invoice').select('invoice.invoice_no'))
    // @ts-expect-error also where rows are deleted
    db.deleteFrom('customer').where('id', '=', 'seven')
  })

  it('gives what its columns hold, and nothing where a left join finds nothing', () => {
    const found = orders.select(['customer.name', 'owner.username', 'sales_order.status', 'owner.id as owner_id'])
    type Found = Awaited<ReturnType<(typeof found)['executeTakeFirstOrThrow']>>
    expectTypeOf<Found['name']>().toEqualTypeOf<string>()
    expectTypeOf<Found['username']>().toEqualTypeOf<string | null>()
    expectTypeOf<Found['owner_id']>().toEqualTypeOf<number | null>()
    expectTypeOf<'DRAFT'>().toExtend<Found['status']>()
    expectTypeOf<'LOST'>().not.toExtend<Found['status']>()
  })
})
