import { expect, it } from 'vitest'
import { readTimes, writtenNow } from './record-times.ts'

const now = new Date('2026-03-02T18:00').getTime()
const written = { day: '2026-03-02', start: '08:00', end: '09:30' }

it('reads a day and two times in the zone of this machine', () => {
  expect(readTimes(written, now)).toEqual({
    startTime: new Date('2026-03-02T08:00').toISOString(),
    endTime: new Date('2026-03-02T09:30').toISOString(),
  })
})

it.each([
  [{ ...written, end: '08:00' }, { end: 'It must end after it began' }],
  [{ ...written, end: '18:01' }, { end: 'This is still to come' }],
  [{ ...written, start: '' }, { start: 'Say when it began' }],
])('refuses %j', (times, errors) => {
  expect(readTimes(times, now)).toEqual({ errors })
})

it('writes a moment as a form holds it', () => {
  expect(writtenNow(new Date('2026-03-02T08:05'))).toEqual({ day: '2026-03-02', time: '08:05' })
})
