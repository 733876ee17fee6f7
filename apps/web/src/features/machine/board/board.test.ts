import type { Board, BoardMachine, BoardOrder } from '@framewright/contracts/machine/board.schema'
import { describe, expect, it } from 'vitest'
import {
  across,
  calendarOf,
  closedOf,
  lanesOf,
  lengthOn,
  placeOn,
  snapped,
  spanOf,
  takenBy,
  ticksOf,
  wordsIn,
} from './board.ts'

const order = (more: Partial<BoardOrder> = {}): BoardOrder => ({
  id: 1,
  number: 'JO-1',
  itemId: 7,
  item: { sku: 'W', name: 'Window', unit: 'each' },
  status: 'RELEASED',
  planned: '60',
  left: '60',
  priority: 'NORMAL',
  dueDate: null,
  machineId: null,
  scheduledStart: null,
  scheduledEnd: null,
  scheduledSeconds: null,
  late: false,
  conflict: false,
  outdated: false,
  version: 1,
  maySchedule: true,
  ...more,
})
const machine = (more: Partial<BoardMachine> = {}): BoardMachine => ({
  id: 3,
  code: 'SAW',
  name: 'Saw',
  state: 'IDLE',
  stateSince: '2026-06-01T00:00:00Z',
  active: true,
  calendarId: 1,
  exceptions: [],
  cycleSeconds: '60',
  cycles: [],
  orders: [],
  ...more,
})
const early = { name: 'Early', days: [1, 2, 3, 4, 5], from: '06:00', to: '14:00' }
const board = (...machines: BoardMachine[]): Board => ({
  now: '2026-06-01T04:00:00.000Z',
  timeZone: 'Europe/Berlin',
  calendars: [{ id: 1, name: 'Week', revisions: [{ validFrom: '1900-01-01', shifts: [early] }], exceptions: [] }],
  machines,
})
const at = (time: string, day = '01') => Date.parse(`2026-06-${day}T${time}:00Z`)

describe('the board', () => {
  it('lies across whole days of the shop, an hour more or less when clocks change', () => {
    const week = spanOf('2026-03-23', 'week', 'Europe/Berlin')
    expect((week.end - week.start) / 3_600_000).toBe(7 * 24 - 1)
    expect(across(week, week.start)).toBe(0)
    expect(across(week, week.end)).toBe(100)
    expect(ticksOf(week)).toHaveLength(7)
    const one = spanOf('2026-06-01', 'day', 'Europe/Berlin')
    expect(ticksOf(one)[3]).toEqual({ at: at('04:00'), day: '2026-06-01', hour: 6 })
  })

  it('shades what is closed', () => {
    const span = spanOf('2026-06-01', 'day', 'Europe/Berlin')
    const saw = machine()
    expect(closedOf(calendarOf(board(saw), saw), span)).toEqual([
      { start: span.start, end: at('04:00') },
      { start: at('12:00'), end: span.end },
    ])
  })

  it('foresees where an order will lie', () => {
    const saw = machine()
    expect(placeOn(board(saw), saw, order({ left: '120' }), at('11:00'))).toEqual({
      start: at('11:00'),
      end: at('05:00', '02'),
    })
    expect(placeOn(board(saw), machine({ cycleSeconds: null }), order(), at('11:00'))).toBeNull()
    const own = machine({ cycles: [{ itemId: 7, cycleSeconds: '30' }] })
    expect(lengthOn(own, order())).toEqual({ seconds: 1800, said: false })
    expect(lengthOn(own, order({ machineId: 3, scheduledSeconds: 500 }))).toEqual({ seconds: 500, said: true })
  })

  it('knows what is in the way, but not what is done or the order itself', () => {
    const there = (id: number, from: string, to: string, more: Partial<BoardOrder> = {}) =>
      order({ id, scheduledStart: `2026-06-01T${from}:00Z`, scheduledEnd: `2026-06-01T${to}:00Z`, ...more })
    const saw = machine({
      orders: [
        there(1, '05:00', '06:00'),
        there(2, '06:00', '07:00'),
        there(3, '06:30', '08:00', { status: 'COMPLETED' }),
      ],
    })
    const place = { start: at('05:30'), end: at('06:30') }
    expect(takenBy(saw, place, 9).map(({ id }) => id)).toEqual([1, 2])
    expect(takenBy(saw, place, 2).map(({ id }) => id)).toEqual([1])
  })

  it('puts what overlaps below each other', () => {
    const { lane, count } = lanesOf([
      { id: 1, start: 0, end: 10 },
      { id: 2, start: 5, end: 15 },
      { id: 3, start: 10, end: 20 },
    ])
    expect([...lane]).toEqual([
      [1, 0],
      [2, 1],
      [3, 0],
    ])
    expect(count).toBe(2)
    // A bar that is drawn wider than it lasts leaves no room beside it.
    expect(
      lanesOf(
        [
          { id: 1, start: 0, end: 2 },
          { id: 2, start: 3, end: 10 },
        ],
        5,
      ).count,
    ).toBe(2)
  })

  it('moves in steps, and says times as the shop’s clock does', () => {
    expect(snapped(at('08:07'), 'week')).toBe(at('08:00'))
    expect(snapped(at('08:08'), 'week')).toBe(at('08:15'))
    expect(wordsIn('Europe/Berlin').time(at('08:00'))).toBe('10:00')
  })
})
