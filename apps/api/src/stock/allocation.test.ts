import { describe, expect, it } from 'vitest'
import { allocate, type Held } from './allocation.ts'

const at = (locationId: number, onHand: string, reserved = '0', storage = true): Held => ({
  itemId: 1,
  locationId,
  storage,
  onHand,
  reserved,
})

describe('allocation', () => {
  it('takes from the first place, then from the next', () => {
    const { allocations } = allocate([at(2, '3'), at(1, '5')], [{ itemId: 1, quantity: '4' }])
    expect(allocations).toEqual([
      { itemId: 1, locationId: 2, quantity: '3' },
      { itemId: 1, locationId: 1, quantity: '1' },
    ])
  })

  it('leaves what is reserved', () => {
    const { shortages } = allocate([at(1, '5', '3')], [{ itemId: 1, quantity: '3' }])
    expect(shortages).toEqual([{ itemId: 1, requested: '3', available: '2' }])
  })

  it('adds up two demands for one item before it promises anything', () => {
    const demands = [
      { itemId: 1, quantity: '2' },
      { itemId: 1, quantity: '2' },
    ]
    expect(allocate([at(1, '3')], demands)).toEqual({
      allocations: [{ itemId: 1, locationId: 1, quantity: '3' }],
      shortages: [{ itemId: 1, requested: '4', available: '3' }],
    })
  })

  it('takes what names its place before what may come from anywhere, and no piece twice', () => {
    const demands = [
      { itemId: 1, quantity: '3' },
      { itemId: 1, quantity: '5', locationId: 1 },
    ]
    expect(allocate([at(1, '5'), at(2, '2')], demands)).toEqual({
      allocations: [
        { itemId: 1, locationId: 1, quantity: '5' },
        { itemId: 1, locationId: 2, quantity: '2' },
      ],
      shortages: [{ itemId: 1, requested: '3', available: '2' }],
    })
  })

  it('takes from the one place named and from nowhere else', () => {
    const held = [at(1, '9'), at(7, '1', '0', false)]
    expect(allocate(held, [{ itemId: 1, quantity: '1', locationId: 7 }]).allocations).toEqual([
      { itemId: 1, locationId: 7, quantity: '1' },
    ])
    expect(allocate(held, [{ itemId: 1, quantity: '2', locationId: 7 }]).shortages).toHaveLength(1)
  })
})
