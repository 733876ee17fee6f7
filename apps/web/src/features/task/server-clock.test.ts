import { describe, expect, it } from 'vitest'
import { clockText, noteServerTime, serverNow, workedSeconds } from './server-clock.ts'

const asOf = '2026-03-02T08:00:00.000Z'
const at = Date.parse(asOf)

describe('workedSeconds', () => {
  it('counts a running task on from the time the server read it', () => {
    expect(workedSeconds({ status: 'IN_PROGRESS', duration: 60, asOf }, at + 5400)).toBe(65)
  })

  it('never goes back when this machine is behind', () => {
    expect(workedSeconds({ status: 'IN_PROGRESS', duration: 60, asOf }, at - 90_000)).toBe(60)
  })

  it('leaves a paused task where it stopped', () => {
    expect(workedSeconds({ status: 'PAUSED', duration: 60, asOf }, at + 5000)).toBe(60)
  })
})

it('follows the server when this machine is wrong', () => {
  noteServerTime(asOf, Date.now())
  expect(Math.abs(serverNow() - at)).toBeLessThan(1000)
  // The same answer, put back later by a rollback.
  noteServerTime(asOf, Date.now() + 60_000)
  expect(Math.abs(serverNow() - at)).toBeLessThan(1000)
})

it('reads like a stopwatch', () => {
  expect([0, 247, 3847].map(clockText)).toEqual(['0:00', '4:07', '1:04:07'])
})
