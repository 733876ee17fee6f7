import type { Caller } from '@framewright/contracts/core/context'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let caller: Caller
beforeAll(async () => {
  shop = await openShop()
  caller = await shop.person('MANAGER')
})
afterAll(() => shop.close())

const call = (idempotencyKey?: string) => ({ caller, requestId: 'test', procedure: 'supplier.create', idempotencyKey })

/** Makes a supplier; the connection of the first attempt is cut before its last statement. */
function makeWithLoss(name: string, key?: string): Promise<{ id: number }> {
  let attempt = 0
  return shop.deps.commands.run(
    call(key),
    { name },
    async (tx, emit) => {
      const { id } = await tx.supplier.create({ data: { code: name, name } })
      emit({ entity: 'supplier', id, what: 'created', payload: { name } })
      const [backend] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
      if (++attempt === 1) await shop.deps.readPool.query('SELECT pg_terminate_backend($1)', [backend?.pid])
      await tx.$queryRaw`SELECT 1`
      return { id }
    },
    async (made) => made,
  )
}

describe('a command whose database goes away in the middle', () => {
  it.each([
    ['with a key', 'key-of-the-test'],
    ['without a key', undefined],
  ])('is done again, once, %s', async (name, key) => {
    const { id } = await makeWithLoss(name, key)
    expect(await shop.deps.prisma.supplier.findMany({ where: { name }, select: { id: true } })).toEqual([{ id }])
    expect(await shop.deps.prisma.event.count({ where: { type: 'supplier.created', entityId: id } })).toBe(1)
  })
})
