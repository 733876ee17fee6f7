import { describe, expect, it } from 'vitest'
import {
  firstFree,
  fit,
  openSeconds,
  openTime,
  overlapOf,
  shiftOf,
  type WeeklyShift,
  type WorkCalendar,
} from './calendar.ts'
import { zonedInstant } from './zone.ts'

const workdays = [1, 2, 3, 4, 5]
const early: WeeklyShift = { name: 'Early', days: workdays, from: '06:00', to: '14:00' }
const late: WeeklyShift = { name: 'Late', days: workdays, from: '14:00', to: '22:00' }
const night: WeeklyShift = { name: 'Night', days: workdays, from: '22:00', to: '06:00' }

const calendar = (shifts: WeeklyShift[], more: Partial<WorkCalendar> = {}): WorkCalendar => ({
  timeZone: 'Europe/Berlin',
  revisions: [{ validFrom: '1900-01-01', shifts }],
  exceptions: [],
  ...more,
})
const at = (iso: string) => Date.parse(iso)
const told = (stretches: { shift: string; day: string; start: number; end: number }[]) =>
  stretches.map(({ shift, day, start, end }) => [
    shift,
    day,
    new Date(start).toISOString().slice(0, 16),
    new Date(end).toISOString().slice(0, 16),
  ])
const hours = (cal: WorkCalendar, from: string, to: string) => openSeconds(cal, at(from), at(to)) / 3600

describe('a time of day in a zone', () => {
  const berlin = (day: string, minutes: number) => new Date(zonedInstant(day, minutes, 'Europe/Berlin')).toISOString()
  it('is an instant, summer and winter', () => {
    expect(berlin('2026-01-15', 480)).toBe('2026-01-15T07:00:00.000Z')
    expect(berlin('2026-07-15', 480)).toBe('2026-07-15T06:00:00.000Z')
    expect(berlin('2026-07-15', 1440)).toBe('2026-07-15T22:00:00.000Z')
  })
  it('is as much later where it is skipped, and the first where it comes twice', () => {
    expect(berlin('2026-03-29', 150)).toBe('2026-03-29T01:30:00.000Z')
    expect(berlin('2026-10-25', 150)).toBe('2026-10-25T00:30:00.000Z')
    expect(berlin('2026-10-25', 180)).toBe('2026-10-25T02:00:00.000Z')
  })
  it('knows zones behind UTC and those of half hours', () => {
    expect(new Date(zonedInstant('2026-11-01', 90, 'America/New_York')).toISOString()).toBe('2026-11-01T05:30:00.000Z')
    expect(new Date(zonedInstant('2026-05-01', 0, 'Asia/Kolkata')).toISOString()).toBe('2026-04-30T18:30:00.000Z')
  })
})

describe('open time', () => {
  it('is the shifts of the week, a night shift on the day it began', () => {
    expect(told(openTime(calendar([early, night]), at('2026-06-05T00:00:00Z'), at('2026-06-08T12:00:00Z')))).toEqual([
      ['Night', '2026-06-04', '2026-06-05T00:00', '2026-06-05T04:00'],
      ['Early', '2026-06-05', '2026-06-05T04:00', '2026-06-05T12:00'],
      ['Night', '2026-06-05', '2026-06-05T20:00', '2026-06-06T04:00'],
      ['Early', '2026-06-08', '2026-06-08T04:00', '2026-06-08T12:00'],
    ])
  })

  it('is an hour shorter in the night the clocks go forward, and an hour longer when they go back', () => {
    const nights = calendar([{ ...night, days: [1, 2, 3, 4, 5, 6, 7] }])
    const ofNight = (day: string) =>
      openTime(nights, at(`${day}T00:00:00Z`), at(`${day}T00:00:00Z`) + 48 * 3_600_000).find((one) => one.day === day)
    const length = (day: string) => {
      const found = ofNight(day)
      return found && (found.end - found.start) / 3_600_000
    }
    expect(length('2026-03-27')).toBe(8)
    expect(length('2026-03-28')).toBe(7)
    expect(length('2026-10-24')).toBe(9)
  })

  it('is round the clock without shifts, and nothing before the first revision', () => {
    const always = calendar([], { revisions: [] })
    expect(hours(always, '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z')).toBe(23)
    const later = calendar([], { revisions: [{ validFrom: '2026-06-02', shifts: [early] }] })
    expect(hours(later, '2026-05-25T00:00:00Z', '2026-06-03T00:00:00Z')).toBe(8)
  })

  it('goes by the revision of the day: what was worked before stays', () => {
    const both = calendar([], {
      revisions: [
        { validFrom: '2026-01-01', shifts: [early] },
        { validFrom: '2026-06-03', shifts: [early, late] },
      ],
    })
    expect(hours(both, '2026-06-01T00:00:00Z', '2026-06-05T00:00:00Z')).toBe(8 + 8 + 16 + 16)
  })

  it('is less by holidays, maintenance and closures, and more by overtime, on a holiday too', () => {
    const from = (kind: 'HOLIDAY' | 'MAINTENANCE' | 'OVERTIME', start: string, end: string) => ({
      kind,
      name: kind,
      from: start,
      to: end,
    })
    const cal = calendar([early], {
      exceptions: [
        from('HOLIDAY', '2026-06-01T22:00:00Z', '2026-06-02T22:00:00Z'),
        from('MAINTENANCE', '2026-06-03T08:00:00Z', '2026-06-03T10:00:00Z'),
        from('OVERTIME', '2026-06-02T06:00:00Z', '2026-06-02T09:00:00Z'),
        from('OVERTIME', '2026-06-03T09:00:00Z', '2026-06-03T14:00:00Z'),
      ],
    })
    expect(told(openTime(cal, at('2026-06-01T22:00:00Z'), at('2026-06-03T22:00:00Z')))).toEqual([
      ['OVERTIME', '2026-06-02', '2026-06-02T06:00', '2026-06-02T09:00'],
      ['Early', '2026-06-03', '2026-06-03T04:00', '2026-06-03T08:00'],
      ['Early', '2026-06-03', '2026-06-03T10:00', '2026-06-03T12:00'],
      ['OVERTIME', '2026-06-03', '2026-06-03T12:00', '2026-06-03T14:00'],
    ])
  })
})

describe('the shifts of a week', () => {
  it('may follow each other round the clock and not overlap', () => {
    expect(overlapOf([early, late, night])).toBeUndefined()
    expect(overlapOf([early, { ...late, from: '13:30' }])).toEqual(['Early', 'Late'])
    expect(
      overlapOf([
        { ...night, days: [7] },
        { ...early, days: [1], from: '05:00' },
      ]),
    ).toEqual(['Night', 'Early'])
    expect(overlapOf([{ name: 'All', days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' }])).toBeUndefined()
  })
})

describe('work', () => {
  const day = calendar([early])
  const ten = 10 * 3600
  const iso = (found: { start: number; end: number } | undefined) =>
    found && [new Date(found.start).toISOString().slice(0, 16), new Date(found.end).toISOString().slice(0, 16)]

  it('begins when the machine opens and goes on over nights and weekends', () => {
    expect(iso(fit(day, at('2026-06-05T06:00:00Z'), ten))).toEqual(['2026-06-05T06:00', '2026-06-08T08:00'])
    expect(iso(fit(day, at('2026-06-06T06:00:00Z'), 3600))).toEqual(['2026-06-08T04:00', '2026-06-08T05:00'])
    expect(iso(fit(day, at('2026-06-05T06:00:00Z'), 6 * 3600))).toEqual(['2026-06-05T06:00', '2026-06-05T12:00'])
  })

  it('does not fit where nothing is ever open', () => {
    expect(fit(calendar([]), at('2026-06-05T06:00:00Z'), 1)).toBeUndefined()
  })

  it('finds the first place between what is there, in one piece', () => {
    const busy = [
      { start: at('2026-06-01T08:00:00Z'), end: at('2026-06-01T10:00:00Z') },
      { start: at('2026-06-01T11:00:00Z'), end: at('2026-06-02T06:00:00Z') },
    ]
    const from = at('2026-06-01T05:00:00Z')
    expect(iso(firstFree(day, busy, from, 3 * 3600))).toEqual(['2026-06-01T05:00', '2026-06-01T08:00'])
    expect(iso(firstFree(day, busy, from + 60_000, 3 * 3600))).toEqual(['2026-06-02T06:00', '2026-06-02T09:00'])
    expect(iso(firstFree(day, busy, from + 4 * 3_600_000, 3600))).toEqual(['2026-06-01T10:00', '2026-06-01T11:00'])
  })
})

describe('the shift of something made', () => {
  const cal = calendar([early, late])
  it('is the one it took most of its time in, or ended in', () => {
    expect(shiftOf(cal, at('2026-06-01T10:00:00Z'), at('2026-06-01T13:00:00Z'))).toEqual({
      shift: 'Early',
      day: '2026-06-01',
    })
    expect(shiftOf(cal, at('2026-06-01T11:00:00Z'), at('2026-06-01T15:00:00Z'))).toEqual({
      shift: 'Late',
      day: '2026-06-01',
    })
    expect(shiftOf(cal, null, at('2026-06-01T12:00:00Z'))).toEqual({ shift: 'Early', day: '2026-06-01' })
    expect(shiftOf(cal, null, at('2026-06-01T12:00:01Z'))).toEqual({ shift: 'Late', day: '2026-06-01' })
    expect(shiftOf(cal, at('2026-06-06T08:00:00Z'), at('2026-06-06T09:00:00Z'))).toBeUndefined()
  })
})
