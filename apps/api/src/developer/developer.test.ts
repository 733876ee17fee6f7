import { defaultRoles } from '@framewright/contracts/permissions'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createAuthenticator } from '../auth/authenticate.ts'
import { createCommands } from '../core/commands.ts'
import { checkInvariants } from '../invariants/invariants.ts'
import { createServices } from '../services.ts'
import { type Api, openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let ahead = 0
beforeAll(async () => {
  shop = await openShop({ now: () => new Date(Date.now() + ahead) })
})
afterEach(() => {
  ahead = 0
})
afterAll(() => shop.close())

const refused = (rule: string) => ({ domainCode: 'RULE_VIOLATED', details: { rule } })
const forbidden = { domainCode: 'FORBIDDEN' }
const superadmin = () => shop.role('SUPERADMIN')

/** Clears as a person would: asks, types what is to be typed. */
async function clear(api: Api, tables: string[]) {
  const { token, phrase } = await api.developer.confirmClear({ tables })
  return api.developer.clear({ tables, token, phrase })
}

async function makeSale(api: Api) {
  const customer = await api.customer.create({ name: `Customer ${Math.random()}` })
  const item = await api.item.create({
    name: 'Handle',
    sku: `H-${Math.random()}`,
    kind: 'HARDWARE',
    unitPrice: '10',
    openingStock: '20',
  })
  const order = await api.salesOrder.create({ customerId: customer.id, lines: [{ itemId: item.id, quantity: '2' }] })
  await api.salesOrder.confirm({ id: order.id })
  return { customer, item, order }
}

const selling = ['sales_order', 'sales_order_line', 'reservation']

describe('the data tools', () => {
  it.each(Object.keys(defaultRoles).filter((role) => role !== 'SUPERADMIN'))('are closed to a %s', async (role) => {
    const { api } = await shop.role(role)
    const { token, phrase } = await (await superadmin()).api.developer.confirmClear({ tables: ['department'] })
    const calls = [
      api.developer.tables(),
      api.developer.confirmClear({ tables: ['department'] }),
      api.developer.clear({ tables: ['department'], token, phrase }),
      api.developer.resetSequences({}),
    ]
    for (const ended of await Promise.allSettled(calls)) expect(ended).toMatchObject({ reason: forbidden })
  })

  it('are closed to every API key, also of a SUPERADMIN and whatever its scopes say', async () => {
    const { api, caller } = await superadmin()
    const made = await api.apiKey.create({ name: 'Almighty', scopes: ['frame.read'] })
    await shop.deps.prisma.apiKey.update({ where: { id: made.id }, data: { scopes: ['developer.tools'] } })
    const found = await createAuthenticator(shop.deps).byApiKey(made.key)
    // As the authenticator says, and as if it had let the permission pass.
    const { token, phrase } = await api.developer.confirmClear({ tables: ['department'] })
    for (const key of [shop.as(found), shop.as({ ...caller, apiKeyId: made.id })]) {
      const calls = [
        key.developer.tables(),
        key.developer.confirmClear({ tables: ['department'] }),
        key.developer.clear({ tables: ['department'], token, phrase }),
        key.developer.resetSequences({}),
      ]
      for (const ended of await Promise.allSettled(calls)) expect(ended).toMatchObject({ reason: forbidden })
    }
    await expect(
      shop.services.developer.tables({
        caller: { ...caller, apiKeyId: 1 },
        requestId: 'x',
        procedure: 'x',
        kind: 'query',
      }),
    ).rejects.toMatchObject(forbidden)
  })

  it('tell of every table what it holds and takes', async () => {
    const { api } = await superadmin()
    await api.department.create({ name: 'Counted' })
    const { tables, development, database } = await api.developer.tables()
    expect([development, database]).toEqual([false, expect.stringMatching(/\w/)])
    const [row] = await shop.deps.prisma.$queryRaw<{ count: bigint }[]>`SELECT count(*) FROM department`
    expect(tables.find((table) => table.name === 'department')).toMatchObject({
      kind: 'DATA',
      rows: Number(row?.count),
      exact: true,
      clearable: true,
      referredToBy: expect.arrayContaining(['app_user', 'machine']),
    })
    const protectedOnes = tables.filter((table) => !table.clearable).map((table) => table.name)
    expect(protectedOnes).toEqual(
      expect.arrayContaining([
        'event',
        'stock_movement',
        'stock_balance',
        'role',
        'signing_key',
        'statistic',
        '_prisma_migrations',
      ]),
    )
  })
})

describe('clearing', () => {
  it('empties the chosen tables, keeps every figure right, and is told in the audit trail', async () => {
    const { api, caller } = await superadmin()
    const { item } = await makeSale(api)
    expect((await api.item.get({ id: item.id })).stock).toMatchObject({ reserved: '2', available: '18' })
    await expect(api.developer.confirmClear({ tables: ['sales_order'] })).rejects.toMatchObject({
      ...refused('alsoReferring'),
      details: { tables: ['reservation', 'sales_order_line'] },
    })
    const { tables } = await clear(api, selling)
    expect(tables).toContainEqual({ name: 'sales_order', rows: 1 })
    expect((await api.salesOrder.list({})).items).toEqual([])
    expect((await api.item.get({ id: item.id })).stock).toMatchObject({ reserved: '0', available: '20' })
    expect(await broken()).toEqual([])
    const event = await shop.deps.prisma.event.findFirst({
      where: { type: 'developer.cleared' },
      orderBy: { id: 'desc' },
    })
    expect(event).toMatchObject({
      actorId: caller.userId,
      payload: { tables: { sales_order: 1, sales_order_line: 1 } },
    })
  })

  it('is refused with a forged confirmation, another’s, a used one, a late one, for other tables, or another phrase', async () => {
    const { api } = await superadmin()
    const other = await superadmin()
    await api.jobTitle.create({ name: 'Stays' })
    const tables = ['job_title']
    const { token, phrase } = await api.developer.confirmClear({ tables })
    await expect(api.developer.clear({ tables, token: 'A'.repeat(43), phrase })).rejects.toMatchObject(
      refused('confirmation'),
    )
    await expect(other.api.developer.clear({ tables, token, phrase })).rejects.toMatchObject(refused('confirmation'))
    await expect(api.developer.clear({ tables: ['department'], token, phrase })).rejects.toMatchObject(
      refused('confirmation'),
    )
    await expect(api.developer.clear({ tables: ['department', 'job_title'], token, phrase })).rejects.toMatchObject(
      refused('confirmation'),
    )
    for (const wrong of ['', phrase.toLowerCase(), `${phrase} `, 'CLEAR department']) {
      await expect(api.developer.clear({ tables, token, phrase: wrong })).rejects.toMatchObject({
        domainCode: 'INVALID_INPUT',
      })
    }
    ahead = 121_000
    await expect(api.developer.clear({ tables, token, phrase })).rejects.toMatchObject(refused('confirmation'))
    ahead = 0
    expect((await api.jobTitle.list({})).items).toHaveLength(1)
    await api.developer.clear({ tables, token, phrase })
    await expect(api.developer.clear({ tables, token, phrase })).rejects.toMatchObject(refused('confirmation'))
    expect(JSON.stringify(await shop.deps.prisma.clearConfirmation.findMany())).not.toContain(token)
  })

  it('happens once of two who bring the same confirmation together', async () => {
    const { api } = await superadmin()
    await api.department.create({ name: 'Once' })
    const tables = ['department']
    const { token, phrase } = await api.developer.confirmClear({ tables })
    const both = await Promise.allSettled([1, 2].map(() => api.developer.clear({ tables, token, phrase })))
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  })

  it('is all or nothing: what has come to refer to the rows since is found under the lock', async () => {
    const { api } = await superadmin()
    const { id } = await api.department.create({ name: 'Late joiner' })
    const tables = ['department']
    const { token, phrase } = await api.developer.confirmClear({ tables })
    const { userId } = await shop.person('VIEWER')
    await api.user.update({ id: userId, departmentId: id })
    await expect(api.developer.clear({ tables, token, phrase })).rejects.toMatchObject({
      details: { tables: expect.arrayContaining(['app_user']) },
    })
    expect((await api.department.get({ id })).users).toBe(1)
    await api.user.update({ id: userId, departmentId: null })
    await api.developer.clear({ tables, token, phrase })
  })

  it('is refused for the ledger, the audit trail and what the server needs', async () => {
    const { api } = await superadmin()
    for (const table of [
      'stock_movement',
      'stock_balance',
      'event',
      'role',
      'signing_key',
      'statistic',
      '_prisma_migrations',
    ]) {
      await expect(api.developer.confirmClear({ tables: [table] })).rejects.toMatchObject(refused('protectedTable'))
    }
    await expect(api.developer.confirmClear({ tables: ['no_such_table'] })).rejects.toMatchObject({
      domainCode: 'INVALID_INPUT',
    })
    // What the ledger tells of cannot go either.
    await makeSale(api)
    await expect(api.developer.confirmClear({ tables: ['item'] })).rejects.toMatchObject({
      domainCode: 'RULE_VIOLATED',
    })
    const { tables } = await api.developer.confirmClear({})
    expect(tables).not.toContain('item')
    for (const table of ['stock_movement', 'event', 'app_user', 'session']) expect(tables).not.toContain(table)
    expect(tables).toEqual(expect.arrayContaining(['sales_order', 'sales_order_line', 'reservation']))
  })

  it('of everybody’s sign-ins and accounts leaves the caller’s own', async () => {
    const { api, caller } = await superadmin()
    const { userId } = caller
    const gone = await shop.person('DRIVER')
    const session = (user: number) =>
      shop.deps.prisma.session.create({
        data: { id: crypto.randomUUID(), userId: user, expiresAt: new Date(Date.now() + 60_000) },
      })
    await session(userId)
    await session(gone.userId)
    await clear(api, ['session', 'refresh_token'])
    expect(await shop.deps.prisma.session.findMany({ select: { userId: true } })).toEqual([{ userId }])
    await expect(api.developer.confirmClear({ tables: ['app_user'] })).rejects.toMatchObject(refused('alsoReferring'))
  })

  it('of everything, on a machine for development, ledger and audit trail too, leaves figures that are right', async () => {
    const { api, caller } = await superadmin()
    await makeSale(api)
    const feed = shop.deps.feed
    const commands = createCommands(shop.deps.prisma, feed.kick)
    const services = createServices({ ...shop.deps, commands, config: { ...shop.deps.config, development: true } })
    const tool = shop.as(caller, { services })
    expect((await tool.developer.tables()).development).toBe(true)
    await expect(tool.developer.confirmClear({ tables: ['stock_movement'] })).rejects.toMatchObject(
      refused('alsoReferring'),
    )
    const { tables, phrase, token } = await tool.developer.confirmClear({})
    expect(phrase).toMatch(/^CLEAR \d+ TABLES OF /)
    expect(tables).toEqual(expect.arrayContaining(['stock_movement', 'stock_balance', 'event', 'item', 'customer']))
    await tool.developer.clear({ tables, token, phrase })
    const { prisma } = shop.deps
    expect([await prisma.item.count(), await prisma.stockMovement.count(), await prisma.salesOrder.count()]).toEqual([
      0, 0, 0,
    ])
    expect(await broken()).toEqual([])
    // The guards stand again, and the shop works.
    await makeSale(tool)
    await expect(prisma.$executeRaw`DELETE FROM stock_movement`).rejects.toThrow(/append-only/)
    await expect(prisma.$executeRaw`DELETE FROM event`).rejects.toThrow(/append-only/)
    expect(await broken()).toEqual([])
  })
})

describe('sequences', () => {
  it('go on behind what exists, and never back to what does, or what the history tells of', async () => {
    const { api } = await superadmin()
    const { order } = await makeSale(api)
    const highest = async () => (await shop.deps.prisma.salesOrder.aggregate({ _max: { id: true } }))._max.id ?? 0
    const back = (name: string, next: number) => api.developer.resetSequences({ sequences: [{ name, next }] })
    await expect(back('sales_order_id_seq', await highest())).rejects.toMatchObject(refused('sequenceBelow'))
    const number = Number(order.number.replace(/\D/g, ''))
    await expect(back('sales_order_number_seq', number)).rejects.toMatchObject(refused('sequenceBelow'))
    await expect(back('no_such_seq', 5)).rejects.toMatchObject({ domainCode: 'INVALID_INPUT' })
    await back('sales_order_number_seq', number + 1000)
    expect((await makeSale(api)).order.number).toContain(String(number + 1000))
    await clear(api, selling)
    // The orders are gone, but what was told of them stands.
    await expect(back('sales_order_id_seq', 1)).rejects.toMatchObject(refused('sequenceBelow'))
    const { sequences } = await api.developer.resetSequences({})
    expect(sequences.find((one) => one.name === 'sales_order_number_seq')).toMatchObject({
      table: 'sales_order',
      next: 1,
    })
    const again = await makeSale(api)
    expect(again.order.number).toMatch(/0001$/)
    expect(again.order.id).toBeGreaterThan(order.id)
    expect(await shop.deps.prisma.event.count({ where: { type: 'developer.sequencesReset' } })).toBe(2)
  })
})

/** The invariants that do not hold, with the rows that break them. */
async function broken() {
  // Positions are given a moment after the commit.
  const found = await checkInvariants(shop.deps.readPool)
  return found.filter((one) => one.rows.length > 0 && !one.name.includes('position'))
}
