/** Whom we sell to. */
export const customers = [
  { code: 'ADLER', name: 'Hotel Adler', email: 'haustechnik@adler.example', phone: '+49 761 5550 12' },
  { code: 'BIRCH', name: 'Birch Court Housing', email: 'works@birchcourt.example', phone: '+44 20 7946 0177' },
  { code: 'NOVAK', name: 'Dr. Novak', email: 'praxis@novak.example', phone: '+43 1 555 0188' },
] as const

/** Sales orders by how many days ago they were taken and when they are due; all are to be confirmed, and the last one cannot be. */
export const salesOrders: readonly {
  customer: (typeof customers)[number]['code']
  daysAgo: number
  dueIn: number
  lines: readonly [sku: string, quantity: string][]
}[] = [
  {
    customer: 'BIRCH',
    daysAgo: 16,
    dueIn: -1,
    lines: [
      ['W-PVC-1230', '3'],
      ['W-PVC-0900', '2'],
    ],
  },
  { customer: 'ADLER', daysAgo: 5, dueIn: 6, lines: [['W-PVC-0600', '4']] },
  {
    customer: 'NOVAK',
    daysAgo: 1,
    dueIn: 14,
    lines: [
      ['D-ALU-1000', '1'],
      ['W-ALU-1500', '2'],
    ],
  },
]
