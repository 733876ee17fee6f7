import { describe, expect, it } from 'vitest'
import { mapPieces, type PieceIterator } from './pieces.ts'

describe('pieces that go through a function', () => {
  async function* numbers(ended: () => void) {
    try {
      for (let n = 1; n <= 3; n++) yield n
    } finally {
      ended()
    }
  }
  const collect = async <T>(pieces: AsyncIterable<T>) => {
    const all: T[] = []
    for await (const piece of pieces) all.push(piece)
    return all
  }

  it('come in their order, and end', async () => {
    expect(
      await collect(
        mapPieces(
          numbers(() => {}),
          (n) => n * 10,
        ),
      ),
    ).toEqual([10, 20, 30])
  })

  it('let go of what makes them when nobody wants more, or when the function fails', async () => {
    let ended = 0
    for await (const piece of mapPieces(
      numbers(() => ended++),
      (n) => n,
    )) {
      if (piece === 2) break
    }
    expect(ended).toBe(1)
    const failing = mapPieces(
      numbers(() => ended++),
      () => {
        throw new Error('no')
      },
    )
    await expect(collect(failing)).rejects.toThrow('no')
    await expect.poll(() => ended).toBe(2)
  })

  it('end with what is made of the error they ended with', async () => {
    // biome-ignore lint/correctness/useYield: what is tested is its failure.
    async function* broken(): AsyncGenerator<number> {
      throw new Error('lost')
    }
    await expect(
      collect(
        mapPieces(
          broken(),
          (n) => n,
          () => new Error('told'),
        ),
      ),
    ).rejects.toThrow('told')
  })

  it('are given on at once where they are there already', async () => {
    const there = [[2, 3], [4]]
    const source = {
      [Symbol.asyncIterator]: () => ({
        next: async () => ({ done: false as const, value: 1 }),
        atHand: () => there.shift() ?? [],
      }),
    }
    const mapped = mapPieces(
      mapPieces(source, (n) => n * 10),
      (n) => `${n}`,
    )
    const iterator: PieceIterator<string> = mapped[Symbol.asyncIterator]()
    expect(await iterator.next()).toEqual({ done: false, value: '10' })
    expect([iterator.atHand?.(), iterator.atHand?.(), iterator.atHand?.()]).toEqual([['20', '30'], ['40'], []])
  })

  it('that many are given go through it once', () => {
    const there = [1, 2]
    const source = {
      [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}), atHand: () => there }),
    }
    let mapped = 0
    const map = (n: number) => n + ++mapped
    const lists = Array.from({ length: 3 }, () => {
      const iterator: PieceIterator<number> = mapPieces(source, map)[Symbol.asyncIterator]()
      return iterator.atHand?.()
    })
    expect(lists).toEqual([
      [2, 4],
      [2, 4],
      [2, 4],
    ])
    expect(mapped).toBe(2)
  })

  it('that are there already end what makes them too when the function fails', () => {
    let ended = 0
    const source = {
      [Symbol.asyncIterator]: () => ({
        next: async () => ({ done: false as const, value: 1 }),
        atHand: () => [2],
        return: async () => ({ done: true as const, value: void ended++ }),
      }),
    }
    const failing = mapPieces(source, () => {
      throw new Error('no')
    })
    const iterator: PieceIterator<never> = failing[Symbol.asyncIterator]()
    expect(() => iterator.atHand?.()).toThrow('no')
    expect(ended).toBe(1)
  })
})
