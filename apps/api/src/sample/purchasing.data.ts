import type { Sku } from './catalogue.data.ts'

export const suppliers = [
  {
    code: 'NORDPROFIL',
    name: 'Nordprofil Extrusions',
    email: 'orders@nordprofil.example',
    phone: '+45 70 10 20 30',
    lead: 12,
  },
  {
    code: 'CLEARVIEW',
    name: 'Clearview Glass Works',
    email: 'sales@clearview.example',
    phone: '+44 20 7946 0101',
    lead: 6,
  },
  { code: 'BESCHLAG', name: 'Beschlag & Söhne', email: 'auftrag@beschlag.example', phone: '+49 30 5550 123', lead: 9 },
  { code: 'TIMBERLINE', name: 'Timberline Oak', email: 'office@timberline.example', phone: '+43 1 555 0142', lead: 21 },
] as const

type SupplierCode = (typeof suppliers)[number]['code']

/** Purchase orders by how many days ago they were placed; `received`: which part of them has come, a number in so many deliveries. */
export const purchaseOrders: readonly {
  supplier: SupplierCode
  daysAgo: number
  received: 'all' | 'part' | 'none' | number
  lines: readonly [Sku, string, string][]
}[] = [
  {
    supplier: 'NORDPROFIL',
    daysAgo: 13,
    received: 'all',
    lines: [
      ['PVC-OUT-70', '300', '6.05'],
      ['PVC-SASH-70', '300', '7.25'],
    ],
  },
  { supplier: 'CLEARVIEW', daysAgo: 12, received: 5, lines: [['GL-DBL-24', '60', '29.20']] },
  {
    supplier: 'BESCHLAG',
    daysAgo: 10,
    received: 'part',
    lines: [
      ['HW-TT', '60', '24.50'],
      ['HW-DOOR', '12', '75.90'],
    ],
  },
  { supplier: 'TIMBERLINE', daysAgo: 25, received: 'none', lines: [['OAK-68', '150', '16.60']] },
  {
    supplier: 'CLEARVIEW',
    daysAgo: 4,
    received: 'part',
    lines: [
      ['GL-DBL-24', '40', '29.20'],
      ['GL-TRI-36', '45', '47.90'],
    ],
  },
  { supplier: 'NORDPROFIL', daysAgo: 2, received: 'none', lines: [['ALU-OUT-75', '240', '12.30']] },
  { supplier: 'BESCHLAG', daysAgo: 1, received: 'none', lines: [['FIX-KIT', '100', '7.60']] },
]
