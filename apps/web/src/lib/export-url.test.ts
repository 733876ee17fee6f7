import { expect, test } from 'vitest'
import { exportUrl } from './export-url.ts'

test('the list’s filters go into the address, several states as several parameters', () => {
  expect(
    exportUrl('/api/purchase-orders/export', {
      status: ['PENDING', 'PARTIALLY_RECEIVED'],
      search: 'Glas & Co',
      late: true,
      supplierId: undefined,
    }),
  ).toBe('/api/purchase-orders/export?status=PENDING&status=PARTIALLY_RECEIVED&search=Glas+%26+Co&late=true')
  expect(exportUrl('/api/purchase-orders/export', {})).toBe('/api/purchase-orders/export')
})
