import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { batched } from './batched.ts'

describe('batched questions', () => {
  it('go out at once when nothing is under way, and together when something is', async () => {
    const asked: string[][] = []
    const ask = batched(async (keys) => {
      asked.push(keys)
      await sleep(5)
      return new Map(keys.filter((key) => key !== 'none').map((key) => [key, key.toUpperCase()]))
    }, 1)
    const first = ask('a')
    expect(asked).toEqual([['a']])
    expect(await Promise.all([first, ask('b'), ask('b'), ask('none'), ask('a')])).toEqual([
      'A',
      'B',
      'B',
      undefined,
      'A',
    ])
    expect(asked).toEqual([['a'], ['b', 'none', 'a']])
  })

  it('are never answered by what left before they were asked', async () => {
    let state = 'signed in'
    const ask = batched(async () => {
      const seen = state
      await sleep(10)
      return new Map([['session', seen]])
    }, 1)
    const before = ask('session')
    state = 'signed out'
    expect(await ask('session')).toBe('signed out')
    expect(await before).toBe('signed in')
  })

  it('fail together, and the next is asked anew', async () => {
    let broken = true
    const ask = batched(async (keys) => {
      await sleep(1)
      if (broken) throw new Error('no database')
      return new Map(keys.map((key) => [key, true]))
    })
    const answers = await Promise.allSettled([ask('a'), ask('b'), ask('c')])
    expect(answers.map((answer) => answer.status)).toEqual(['rejected', 'rejected', 'rejected'])
    broken = false
    expect(await ask('a')).toBe(true)
  })

  it('do not wait for ever behind one that gets no answer', async () => {
    let calls = 0
    const ask = batched(async (keys) => {
      if (++calls === 1) await new Promise(() => {})
      return new Map(keys.map((key) => [key, true]))
    }, 1)
    void ask('lost')
    expect(await ask('next')).toBe(true)
  })

  it('are split when there are very many', async () => {
    const sizes: number[] = []
    const ask = batched(async (keys) => {
      sizes.push(keys.length)
      await sleep(1)
      return new Map(keys.map((key) => [key, Number(key)]))
    }, 1)
    const answers = await Promise.all(Array.from({ length: 501 }, (_, i) => ask(String(i))))
    expect(answers.at(-1)).toBe(500)
    expect(sizes).toEqual([1, 200, 200, 100])
  })
})
