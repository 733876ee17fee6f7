import { describe, expect, it } from 'vitest'
import { differences, differencesInWords, invoiceBody } from './invoice.comparison.ts'
import { invoiceNumber, invoiceSource } from './invoice.number.ts'
import { ImportInvoiceInput, ImportInvoicesInput } from './invoice.schema.ts'
import { statusOfGoods } from './invoice.status.ts'

const given = {
  invoiceNo: 'A-1',
  invoiceDate: '2026-03-31',
  customer: { name: 'Haus am See', email: 'Post@haus.example' },
  items: [{ sku: 'fr-1', quantity: 2, unitPrice: '10.50', taxRate: '19.0' }],
}
const body = (change: object = {}) => invoiceBody(ImportInvoiceInput.parse({ ...given, ...change }))

describe('the number of an invoice', () => {
  it.each([
    ['  inv–0012 ', 'INV-0012'],
    ['INV  0012', 'INV-0012'],
    ['INV - 0012', 'INV-0012'],
    ['ＩＮＶ−0012', 'INV-0012'],
    ['inv\u200B-0012-', 'INV-0012'],
    ['re/2026.07', 'RE/2026.07'],
    ['INV0012', 'INV0012'],
    ['INV-12', 'INV-12'],
    [' — ', ''],
  ])('%s is compared as %s', (written, compared) => {
    expect(invoiceNumber(written)).toBe(compared)
    expect(invoiceNumber(compared)).toBe(compared)
  })

  it('is refused where nothing of it is left, and a source that is ours too', () => {
    expect(ImportInvoiceInput.safeParse({ ...given, invoiceNo: ' - ' }).success).toBe(false)
    expect(ImportInvoiceInput.safeParse({ ...given, source: ' own ' }).success).toBe(false)
    expect(ImportInvoiceInput.parse({ ...given, source: ' old   erp' }).source).toBe('OLD ERP')
    expect(invoiceSource('Ｓhop')).toBe('SHOP')
  })
})

describe('two imports of one number', () => {
  it('say the same however they are written', () => {
    const again = body({
      invoiceNo: 'a 1',
      salesman: '',
      items: [{ taxRate: 19, unitPrice: 10.5, sku: ' FR-1', quantity: '2.000', discountPercent: 0, name: '' }],
      customer: { email: 'post@haus.example', name: ' Haus am See ' },
    })
    expect(differences(body(), again)).toEqual([])
  })

  it('tell where they differ, with both values', () => {
    const other = body({
      salesman: 'anna',
      customer: { name: 'Haus am Meer' },
      items: [...given.items, { sku: 'X', quantity: 1, unitPrice: 1 }],
    })
    const all = differences(body(), other)
    expect(all).toEqual([
      { path: 'salesman', stored: null, given: 'anna' },
      { path: 'customer.name', stored: 'Haus am See', given: 'Haus am Meer' },
      { path: 'items.1.sku', stored: null, given: 'X' },
      { path: 'items.1.quantity', stored: null, given: '1' },
      { path: 'items.1.unitPrice', stored: null, given: '1' },
      { path: 'customer.email', stored: 'post@haus.example', given: null },
    ])
    expect(differencesInWords(all, 2)).toBe(
      'salesman is not said there and "anna" here; customer.name is "Haus am See" there and "Haus am Meer" here; and 4 more',
    )
  })
})

describe('many invoices', () => {
  it('are read one by one: what is wrong with one is said of that one', () => {
    const { invoices } = ImportInvoicesInput.parse({ invoices: [given, { ...given, invoiceDate: 'soon' }, null] })
    expect(invoices).toMatchObject([
      { ok: true, invoice: { invoiceNo: 'A-1', source: 'IMPORT' } },
      { ok: false, invoiceNo: 'A-1', fields: [{ path: 'invoiceDate', message: 'Invalid ISO date' }, {}] },
      { ok: false, invoiceNo: '' },
    ])
  })
})

describe('the goods of an invoice', () => {
  it('are as far as the part that is least far', () => {
    expect(statusOfGoods([])).toBe('CREATED')
    expect(statusOfGoods(['PACKED', 'PENDING', 'CANCELLED'])).toBe('PENDING')
    expect(statusOfGoods(['DELIVERED', 'DELIVERED'])).toBe('DELIVERED')
    expect(statusOfGoods(['CANCELLED', 'CANCELLED'])).toBe('CANCELLED')
  })
})
