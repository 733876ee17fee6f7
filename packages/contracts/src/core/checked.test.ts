import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { checkOf } from './checked.ts'

const Row = z.object({ id: z.int(), name: z.string().trim().min(1), notes: z.string().default('') })

describe('a check', () => {
  it('gives the same and refuses the same in the same words, however often it was asked', () => {
    const check = checkOf(z.object({ rows: z.array(Row) }))
    const refusal = (value: unknown) => {
      try {
        return check(value)
      } catch (error) {
        return (error as { issues: unknown }).issues
      }
    }
    const bad = {
      rows: [
        { id: 1, name: 'One' },
        { id: 2.5, name: ' ' },
      ],
    }
    const before = refusal(bad)
    expect(before).toMatchObject([{ path: ['rows', 1, 'id'] }, { path: ['rows', 1, 'name'] }])
    for (let times = 0; times < 30; times++) {
      // What nobody has declared goes no further.
      expect(check({ rows: [{ id: 1, name: ' One ', secret: 'x' }], more: 1 })).toEqual({
        rows: [{ id: 1, name: 'One', notes: '' }],
      })
      expect(refusal(bad)).toEqual(before)
    }
  })
})
