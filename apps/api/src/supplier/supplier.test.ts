import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type Shop } from '../testing/shop.ts'
import { codePrefix } from './supplier.code.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

describe('suppliers', () => {
  it('get a code from their name, the next number each time', async () => {
    const { api } = await shop.role('PURCHASER')
    expect((await api.supplier.create({ name: 'Glaswerk Nord' })).code).toBe('GLA-001')
    expect((await api.supplier.create({ name: 'Glasbau Süd' })).code).toBe('GLA-002')
    await api.supplier.create({ name: 'Glass', code: 'gla-009' })
    expect((await api.supplier.create({ name: 'Glaserei' })).code).toBe('GLA-010')
  })

  it('have Latin letters in a made code whatever they are called', () => {
    expect(codePrefix('Çelik & Öz')).toBe('CEL')
    expect(codePrefix('3M')).toBe('M')
    expect(codePrefix('北京玻璃')).toBe('SUP')
  })

  it('get codes of their own when many are created at once', async () => {
    const { api } = await shop.role('PURCHASER')
    const made = await Promise.all(Array.from({ length: 24 }, (_, i) => api.supplier.create({ name: `Racing ${i}` })))
    expect(new Set(made.map((supplier) => supplier.code)).size).toBe(24)
  })

  it('refuse a code that is taken, regardless of case', async () => {
    const { api } = await shop.role('PURCHASER')
    const first = await api.supplier.create({ name: 'First', code: 'dup_1' })
    const taken = { domainCode: 'DUPLICATE', details: { field: 'code' } }
    await expect(api.supplier.create({ name: 'Second', code: 'DUP_1' })).rejects.toMatchObject(taken)
    const other = await api.supplier.create({ name: 'Other', code: 'dupX1' })
    await expect(api.supplier.update({ id: other.id, code: 'Dup_1' })).rejects.toMatchObject(taken)
    // One's own code in another case is not taken.
    expect(await api.supplier.update({ id: first.id, code: 'DUP_1' })).toMatchObject({ code: 'DUP_1', version: 2 })
  })

  it('refuse a change based on an old version', async () => {
    const { api } = await shop.role('PURCHASER')
    const { id, version } = await api.supplier.create({ name: 'Versioned' })
    const edits = await Promise.allSettled([
      api.supplier.update({ id, version, phone: '1' }),
      api.supplier.update({ id, version, phone: '2' }),
    ])
    expect(edits.filter((edit) => edit.status === 'fulfilled')).toHaveLength(1)
    await expect(api.supplier.update({ id, version, phone: '3' })).rejects.toMatchObject({
      domainCode: 'VERSION_CONFLICT',
    })
  })

  it('are removed while nothing refers to them, and deactivated after that', async () => {
    const { api } = await shop.role('PURCHASER')
    const unused = await api.supplier.create({ name: 'Unused' })
    expect(await api.supplier.remove({ id: unused.id })).toEqual({ ok: true })
    await expect(api.supplier.get({ id: unused.id })).rejects.toMatchObject({ domainCode: 'NOT_FOUND' })

    const used = await api.supplier.create({ name: 'Used' })
    const lines = [{ itemName: 'Putty', quantity: '1', unitPrice: '1' }]
    await api.purchaseOrder.create({ supplierId: used.id, lines })
    await expect(api.supplier.remove({ id: used.id })).rejects.toMatchObject({
      domainCode: 'CONFLICT',
      message: expect.stringContaining('Deactivate'),
    })
    await api.supplier.update({ id: used.id, active: false })
    await expect(api.purchaseOrder.create({ supplierId: used.id, lines })).rejects.toMatchObject({
      domainCode: 'RULE_VIOLATED',
    })
  })

  it('are found by code and name, their wildcards taken literally', async () => {
    const { api } = await shop.role('WAREHOUSE')
    expect((await api.supplier.list({ search: 'glas' })).items.length).toBeGreaterThanOrEqual(3)
    expect((await api.supplier.list({ search: '%' })).items).toHaveLength(0)
    const inactive = await api.supplier.list({ active: false })
    expect(inactive.items.map((supplier) => supplier.name)).toEqual(['Used'])
    const all = await api.supplier.list({ limit: 200 })
    expect(all.total).toBe(all.items.length)
    const names = all.items.map((supplier) => supplier.name.toLowerCase())
    expect(names).toHaveLength(new Set(all.items.map((supplier) => supplier.id)).size)
  })

  it('may not be changed by who only reads them', async () => {
    const { api } = await shop.role('WAREHOUSE')
    await expect(api.supplier.create({ name: 'No' })).rejects.toMatchObject({ domainCode: 'FORBIDDEN' })
  })
})
