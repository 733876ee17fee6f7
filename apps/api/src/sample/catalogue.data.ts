import type { TaskKind } from '@framewright/contracts/task/task.kind'

/** A window maker's catalogue, small enough to take in at a glance. Prices and costs in the shop's currency. */
export const items = [
  {
    sku: 'PVC-OUT-70',
    name: 'PVC outer profile 70 mm',
    kind: 'PROFILE',
    unit: 'm',
    unitPrice: '9.80',
    cost: '6.10',
    openingStock: '640',
    leadDays: 12,
  },
  {
    sku: 'PVC-SASH-70',
    name: 'PVC sash profile 70 mm',
    kind: 'PROFILE',
    unit: 'm',
    unitPrice: '11.20',
    cost: '7.30',
    openingStock: '520',
    leadDays: 12,
  },
  {
    sku: 'ALU-OUT-75',
    name: 'Aluminium outer profile 75 mm',
    kind: 'PROFILE',
    unit: 'm',
    unitPrice: '18.60',
    cost: '12.40',
    openingStock: '380',
    leadDays: 12,
  },
  {
    sku: 'OAK-68',
    name: 'Oak scantling 68 mm',
    kind: 'PROFILE',
    unit: 'm',
    unitPrice: '24.50',
    cost: '16.90',
    openingStock: '210',
    leadDays: 21,
  },
  {
    sku: 'GL-DBL-24',
    name: 'Double glazing 4/16/4, Ug 1.1',
    kind: 'GLASS',
    unit: 'm²',
    unitPrice: '46.00',
    cost: '29.50',
    openingStock: '140',
    leadDays: 6,
  },
  {
    sku: 'GL-TRI-36',
    name: 'Triple glazing 4/12/4/12/4, Ug 0.7',
    kind: 'GLASS',
    unit: 'm²',
    unitPrice: '72.00',
    cost: '48.20',
    openingStock: '60',
    leadDays: 6,
  },
  {
    sku: 'HW-TT',
    name: 'Tilt-and-turn fittings set',
    kind: 'HARDWARE',
    unit: 'each',
    unitPrice: '38.90',
    cost: '24.70',
    openingStock: '85',
    leadDays: 9,
  },
  {
    sku: 'HW-DOOR',
    name: 'Multipoint door lock',
    kind: 'HARDWARE',
    unit: 'each',
    unitPrice: '119.00',
    cost: '76.40',
    openingStock: '14',
    leadDays: 9,
  },
  {
    sku: 'GASKET-EPDM',
    name: 'EPDM gasket',
    kind: 'MATERIAL',
    unit: 'm',
    unitPrice: '0.85',
    cost: '0.42',
    openingStock: '1800',
    leadDays: 5,
  },
  {
    sku: 'FIX-KIT',
    name: 'Installation fixing kit',
    kind: 'HARDWARE',
    unit: 'each',
    unitPrice: '12.50',
    cost: '7.80',
    openingStock: '48',
    leadDays: 9,
  },
] as const

export type Sku = (typeof items)[number]['sku']

interface SampleFrame {
  sku: string
  name: string
  material: string
  widthMm: number
  heightMm: number
  unitPrice: string
  openingStock: string
  leadDays: number
  parts: readonly [Sku, string, string, TaskKind][]
}

const window = (outer: Sku, sash: Sku, glass: Sku, w: number, h: number): SampleFrame['parts'] => {
  const perimeter = (2 * (w + h)) / 10
  return [
    [outer, String(perimeter), 'cm', 'ASSEMBLY'],
    [sash, String(perimeter - 40), 'cm', 'ASSEMBLY'],
    ['HW-TT', '1', 'each', 'ASSEMBLY'],
    [glass, String(Math.ceil(((w - 160) * (h - 160)) / 100)), 'cm²', 'GLAZING'],
    ['GASKET-EPDM', String(perimeter * 2), 'cm', 'GLAZING'],
    ['FIX-KIT', '1', 'each', 'INSTALLATION'],
  ]
}

export const frames: readonly SampleFrame[] = [
  {
    sku: 'W-PVC-1230',
    name: 'Tilt-and-turn window',
    material: 'PVC',
    widthMm: 1230,
    heightMm: 1480,
    unitPrice: '489.00',
    openingStock: '6',
    leadDays: 2,
    parts: window('PVC-OUT-70', 'PVC-SASH-70', 'GL-DBL-24', 1230, 1480),
  },
  {
    sku: 'W-PVC-0900',
    name: 'Kitchen window',
    material: 'PVC',
    widthMm: 900,
    heightMm: 1150,
    unitPrice: '349.00',
    openingStock: '9',
    leadDays: 2,
    parts: window('PVC-OUT-70', 'PVC-SASH-70', 'GL-DBL-24', 900, 1150),
  },
  {
    sku: 'W-PVC-0600',
    name: 'Bathroom window',
    material: 'PVC',
    widthMm: 600,
    heightMm: 800,
    unitPrice: '259.00',
    openingStock: '4',
    leadDays: 2,
    parts: window('PVC-OUT-70', 'PVC-SASH-70', 'GL-DBL-24', 600, 800),
  },
  {
    sku: 'W-ALU-1900',
    name: 'Living room window',
    material: 'Aluminium',
    widthMm: 1900,
    heightMm: 2350,
    unitPrice: '1490.00',
    openingStock: '2',
    leadDays: 4,
    parts: window('ALU-OUT-75', 'ALU-OUT-75', 'GL-TRI-36', 1900, 2350),
  },
  {
    sku: 'W-ALU-1500',
    name: 'Stairwell window',
    material: 'Aluminium',
    widthMm: 1500,
    heightMm: 950,
    unitPrice: '890.00',
    openingStock: '0',
    leadDays: 3,
    parts: window('ALU-OUT-75', 'ALU-OUT-75', 'GL-TRI-36', 1500, 950),
  },
  {
    sku: 'W-OAK-1000',
    name: 'Casement window',
    material: 'Oak',
    widthMm: 1000,
    heightMm: 1300,
    unitPrice: '790.00',
    openingStock: '1',
    leadDays: 6,
    parts: window('OAK-68', 'OAK-68', 'GL-DBL-24', 1000, 1300),
  },
  {
    sku: 'D-ALU-1000',
    name: 'Entrance door',
    material: 'Aluminium',
    widthMm: 1000,
    heightMm: 2100,
    unitPrice: '2190.00',
    openingStock: '0',
    leadDays: 5,
    parts: [
      ['ALU-OUT-75', '1240', 'cm', 'ASSEMBLY'],
      ['HW-DOOR', '1', 'each', 'ASSEMBLY'],
      ['GL-TRI-36', '0.6', 'm²', 'GLAZING'],
      ['GASKET-EPDM', '11', 'm', 'GLAZING'],
      ['FIX-KIT', '2', 'each', 'INSTALLATION'],
    ],
  },
]
