import type { Permission } from '../permissions.ts'

export const reportKinds = ['SALES', 'PURCHASING', 'PRODUCTION', 'STOCK', 'QUALITY'] as const
export type ReportKind = (typeof reportKinds)[number]

/** The reports of a period: what each is called, where it is below /api/reports, and who may see it. */
export const reports: Record<
  ReportKind,
  { title: string; path: string; permission: Permission | readonly Permission[] }
> = {
  SALES: { title: 'Sales', path: 'sales', permission: ['salesOrder.read', 'salesOrder.own'] },
  PURCHASING: { title: 'Purchasing', path: 'purchasing', permission: 'purchaseOrder.read' },
  // Its figures, which not everybody at a bench who reads an order sees.
  PRODUCTION: { title: 'Production', path: 'production', permission: 'statistics.read' },
  STOCK: { title: 'Stock', path: 'stock', permission: 'stock.read' },
  QUALITY: { title: 'Quality', path: 'quality', permission: 'inspection.read' },
}
