import { describe, expect, it } from 'vitest'
import { addCounted, machineCost, oeeOf, timeUse, workSeconds } from './oee.ts'
import { secondsOf, within, without } from './stretches.ts'

describe('overall equipment effectiveness', () => {
  it('by a worked example: 480 minutes, 60 of them breaks, 47 down, 19,271 pieces at one second, 423 lost', () => {
    const shift = {
      plannedSeconds: (480 - 60) * 60,
      runSeconds: (480 - 60 - 47) * 60,
      idealSeconds: 19_271,
      good: '18848',
      scrapped: '423',
    }
    // 373 ÷ 420, 19,271 ÷ 22,380, 18,848 ÷ 19,271; and the three together 18,848 ÷ 25,200.
    expect(oeeOf(shift)).toEqual({ availability: '88.81', performance: '86.11', quality: '97.80', oee: '74.79' })
  })

  it('is that of the sum for several, not the mean of theirs', () => {
    const one = { plannedSeconds: 3600, runSeconds: 3600, idealSeconds: 3600, good: '10', scrapped: '0' }
    const idle = { plannedSeconds: 10_800, runSeconds: 0, idealSeconds: 0, good: '0', scrapped: '0' }
    expect(oeeOf(addCounted([one, idle]))).toEqual({
      availability: '25.00',
      performance: '100.00',
      quality: '100.00',
      oee: '25.00',
    })
  })

  it('says nothing of what it cannot know, and nought of a machine that stood', () => {
    const none = { plannedSeconds: 0, runSeconds: 0, idealSeconds: 0, good: '0', scrapped: '0' }
    expect(oeeOf(none)).toEqual({ availability: null, performance: null, quality: null, oee: null })
    expect(oeeOf({ ...none, plannedSeconds: 60 })).toMatchObject({ availability: '0.00', oee: '0.00' })
    expect(oeeOf({ ...none, plannedSeconds: 60, runSeconds: 30, idealSeconds: null, good: '3' })).toEqual({
      availability: '50.00',
      performance: null,
      quality: '100.00',
      oee: null,
    })
  })
})

describe('how a machine used its time', () => {
  const hour = 3600
  const h = (start: number, end: number) => ({ start: start * hour * 1000, end: end * hour * 1000 })

  it('ran where somebody said so or pieces were made, but not while it was down; the rest is lost by its state', () => {
    const use = timeUse(
      [h(6, 10), h(10, 14)],
      [
        { state: 'RUNNING', ...h(5, 8) },
        { state: 'DOWN', ...h(8, 9) },
        { state: 'IDLE', ...h(9, 14) },
      ],
      [h(8.5, 11)],
    )
    expect(use).toEqual({
      plannedSeconds: 8 * hour,
      runSeconds: 4 * hour,
      lostSeconds: { DOWN: hour, MAINTENANCE: 0, IDLE: 3 * hour, OFF: 0 },
    })
  })

  it('was off where nothing is known', () => {
    expect(timeUse([h(6, 14)], [], []).lostSeconds).toEqual({ DOWN: 0, MAINTENANCE: 0, IDLE: 0, OFF: 8 * hour })
  })

  it('costs its rate for its time', () => {
    expect(machineCost('22.5', 1.5 * hour)).toBe('33.75')
    expect(machineCost('10', 1)).toBe('0.0028')
  })

  it('takes whole seconds for its pieces', () => {
    expect(workSeconds('12.5', '3')).toBe(38)
    expect(workSeconds('0.001', '1')).toBe(1)
  })
})

describe('stretches', () => {
  it('intersect and subtract, whatever lies in and between them', () => {
    const these = [
      { start: 0, end: 10, of: 'a' },
      { start: 20, end: 30, of: 'b' },
    ]
    const those = [
      { start: 2, end: 3 },
      { start: 5, end: 22 },
      { start: 29, end: 40 },
    ]
    expect(within(these, those)).toEqual([
      { start: 2, end: 3, of: 'a' },
      { start: 5, end: 10, of: 'a' },
      { start: 20, end: 22, of: 'b' },
      { start: 29, end: 30, of: 'b' },
    ])
    expect(without(these, those)).toEqual([
      { start: 0, end: 2, of: 'a' },
      { start: 3, end: 5, of: 'a' },
      { start: 22, end: 29, of: 'b' },
    ])
    expect(secondsOf(without(these, []))).toBe(0.02)
  })
})
