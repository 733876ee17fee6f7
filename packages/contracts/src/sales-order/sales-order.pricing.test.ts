import { expect, test } from 'vitest'
import { lineTotals, taxesByRate } from './sales-order.pricing.ts'

const line = (quantity: string, unitPrice: string, taxRate: string) => ({
  taxRate,
  ...lineTotals({ quantity, unitPrice, discountPercent: '0', taxRate }),
})

test('tax adds up by rate, the highest first, however a rate is written', () => {
  expect(taxesByRate([line('1', '10', '7'), line('2', '10', '19.0'), line('1', '5', '19')])).toEqual([
    { rate: '19', subtotal: '25.00', taxTotal: '4.75' },
    { rate: '7', subtotal: '10.00', taxTotal: '0.70' },
  ])
})

test('rounded by line, as the order is', () => {
  const lines = [line('1', '0.03', '20'), line('1', '0.03', '20')]
  expect(taxesByRate(lines)).toEqual([{ rate: '20', subtotal: '0.06', taxTotal: '0.02' }])
})
