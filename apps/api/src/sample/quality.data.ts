/** What is looked at as glass comes, and when windows are made. */
export const plans = [
  {
    name: 'Insulating glass, incoming',
    type: 'INCOMING',
    sku: 'GL-DBL-24',
    sampling: 'FIXED',
    sampleValue: '3',
    characteristics: [
      { name: 'Thickness', kind: 'NUMERIC', unit: 'mm', nominal: '24', lower: '23.5', upper: '24.5' },
      { name: 'Free of scratches', kind: 'PASS_FAIL' },
    ],
  },
  {
    name: 'Finished window',
    type: 'IN_PROCESS',
    sku: 'W-PVC-0900',
    sampling: 'FIXED',
    sampleValue: '2',
    characteristics: [
      { name: 'Difference of the diagonals', kind: 'NUMERIC', unit: 'mm', nominal: '0', lower: '-2', upper: '2' },
      { name: 'Sash runs freely', kind: 'PASS_FAIL' },
    ],
  },
] as const

/** Thicknesses measured at the deliveries of glass, one after the other; the fourth delivery has panes that are too thick. */
export const thicknesses: readonly (readonly string[])[] = [
  ['23.98', '24.05', '24.02'],
  ['24.04', '23.95', '24.01'],
  ['24.10', '24.06', '23.97'],
  ['24.72', '24.08', '24.66'],
  ['23.99', '24.03', '24.07'],
]

/** What was measured on the windows that are done. */
export const diagonals = ['0.5', '1'] as const
