const weekdays = [1, 2, 3, 4, 5]
const withSaturday = [...weekdays, 6]

export const calendars = [
  {
    name: 'Two shifts',
    shifts: [
      { name: 'Early', days: withSaturday, from: '06:00', to: '14:00' },
      { name: 'Late', days: weekdays, from: '14:00', to: '22:00' },
    ],
  },
  { name: 'Day shift', shifts: [{ name: 'Day', days: weekdays, from: '07:00', to: '15:30' }] },
] as const

/** Machines with the time one piece takes at best, in seconds. The machining centre has no calendar: it runs unattended, day and night. */
export const machines: readonly {
  code: string
  name: string
  calendar: (typeof calendars)[number]['name'] | null
  ratePerHour: string
  cycleSeconds: string
  /** Items that take longer than that. */
  slower?: readonly [sku: string, cycleSeconds: string][]
  state: 'RUNNING' | 'DOWN' | 'IDLE'
  reason?: string
}[] = [
  {
    code: 'CNC-1',
    name: 'Machining centre',
    calendar: null,
    ratePerHour: '64',
    cycleSeconds: '600',
    slower: [['D-ALU-1000', '2700']],
    state: 'RUNNING',
  },
  {
    code: 'WLD-1',
    name: 'Four-head welder',
    calendar: 'Two shifts',
    ratePerHour: '52',
    cycleSeconds: '900',
    state: 'IDLE',
  },
  {
    code: 'SAW-1',
    name: 'Double mitre saw',
    calendar: 'Two shifts',
    ratePerHour: '38',
    cycleSeconds: '420',
    state: 'DOWN',
    reason: 'Blade worn, a new one comes this afternoon',
  },
  {
    code: 'GLZ-1',
    name: 'Glazing bench',
    calendar: 'Day shift',
    ratePerHour: '34',
    cycleSeconds: '1200',
    state: 'IDLE',
  },
]

/** Where the orders stand: made and done; running since this morning; released; not yet. */
export const productionOrders: readonly {
  sku: string
  quantity: number
  dueIn: number
  priority: 'NORMAL' | 'HIGH' | 'URGENT'
  /** DONE: made and completed. WAITS: made, and its inspection is to be recorded. RUNNING: some came off its machine today. */
  progress: 'DONE' | 'WAITS' | 'RUNNING' | 'RELEASED' | 'DRAFT'
  /** Where it is scheduled, in this order; left out, it waits for a place. */
  machine?: string
  notes?: string
}[] = [
  { sku: 'W-PVC-0900', quantity: 3, dueIn: 1, priority: 'NORMAL', progress: 'DONE' },
  { sku: 'W-PVC-0900', quantity: 2, dueIn: 2, priority: 'NORMAL', progress: 'WAITS' },
  {
    sku: 'W-PVC-0600',
    quantity: 48,
    dueIn: 4,
    priority: 'NORMAL',
    progress: 'RUNNING',
    machine: 'CNC-1',
    notes: 'Hotel Adler, all bathrooms of the east wing',
  },
  {
    sku: 'W-ALU-1500',
    quantity: 4,
    dueIn: -1,
    priority: 'URGENT',
    progress: 'RELEASED',
    machine: 'WLD-1',
    notes: 'Birch Court, stairwell: the scaffolding stands until Friday',
  },
  { sku: 'W-PVC-1230', quantity: 12, dueIn: 7, priority: 'NORMAL', progress: 'RELEASED', machine: 'WLD-1' },
  { sku: 'D-ALU-1000', quantity: 2, dueIn: 9, priority: 'HIGH', progress: 'DRAFT', machine: 'CNC-1' },
  { sku: 'W-OAK-1000', quantity: 6, dueIn: 12, priority: 'NORMAL', progress: 'DRAFT' },
  { sku: 'W-PVC-0900', quantity: 8, dueIn: 15, priority: 'NORMAL', progress: 'DRAFT' },
]
