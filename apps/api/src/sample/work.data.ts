import type { TaskKind } from '@framewright/contracts/task/task.kind'

/** Work orders by when they are due, in days from today; `done`: stages recorded as finished. */
export const workOrders: readonly {
  frame: string
  quantity: number
  priority: 'LOW' | 'NORMAL' | 'HIGH' | 'URGENT'
  dueIn: number
  description: string
  done: readonly TaskKind[]
  open?: TaskKind
}[] = [
  {
    frame: 'W-PVC-1230',
    quantity: 4,
    priority: 'NORMAL',
    dueIn: -6,
    description: 'Maple Street 12, ground floor',
    done: ['ASSEMBLY', 'GLAZING', 'INSTALLATION'],
  },
  {
    frame: 'W-PVC-0900',
    quantity: 3,
    priority: 'NORMAL',
    dueIn: -3,
    description: 'Maple Street 12, kitchen side',
    done: ['ASSEMBLY', 'GLAZING', 'INSTALLATION'],
  },
  {
    frame: 'W-PVC-0600',
    quantity: 2,
    priority: 'HIGH',
    dueIn: -1,
    description: 'Hotel Adler, bathrooms 201 and 202',
    done: ['ASSEMBLY', 'GLAZING'],
    open: 'INSTALLATION',
  },
  {
    frame: 'W-ALU-1900',
    quantity: 1,
    priority: 'URGENT',
    dueIn: 0,
    description: 'Villa Sander, garden front',
    done: ['ASSEMBLY'],
    open: 'GLAZING',
  },
  {
    frame: 'W-OAK-1000',
    quantity: 2,
    priority: 'NORMAL',
    dueIn: 3,
    description: 'Old Mill, listed building: oiled, no trickle vents',
    done: [],
    open: 'ASSEMBLY',
  },
  {
    frame: 'W-PVC-1230',
    quantity: 6,
    priority: 'NORMAL',
    dueIn: 7,
    description: 'Birch Court, block B',
    done: [],
    open: 'ASSEMBLY',
  },
  {
    frame: 'D-ALU-1000',
    quantity: 1,
    priority: 'HIGH',
    dueIn: 9,
    description: 'Dr. Novak, practice entrance',
    done: [],
  },
  { frame: 'W-ALU-1500', quantity: 2, priority: 'LOW', dueIn: 14, description: 'Birch Court, stairwell', done: [] },
]
