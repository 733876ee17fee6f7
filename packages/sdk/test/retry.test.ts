import { describe, expect, it } from 'vitest'
import { createClient, isFramewrightError } from '../src/index.ts'

const frame = { name: 'W', material: 'Oak', widthMm: 500, heightMm: 500 }
const retries = { attempts: 4, firstWaitMs: 1 }

/** A server that answers as told, in order, and remembers what it was asked. */
function answering(...answers: (number | Error | [number, Record<string, string>])[]) {
  const keys: (string | null)[] = []
  const times: number[] = []
  const fetch: typeof globalThis.fetch = async (_url, init) => {
    keys.push(new Headers(init?.headers).get('idempotency-key'))
    times.push(performance.now())
    const answer = answers.shift() ?? 200
    if (answer instanceof Error) throw answer
    const [status, headers] = typeof answer === 'number' ? [answer, {}] : answer
    if (status === 200) return Response.json({ result: { data: { id: 1 } } })
    const error = { code: 'WRONG_STATE', message: 'No.', details: { allowed: ['start'] } }
    return Response.json(
      { error: { code: -32009, message: 'No.', data: { httpStatus: status, error } } },
      { status, headers },
    )
  }
  return { fetch, keys, times, client: createClient({ url: 'http://x/', token: 't', fetch, retries }) }
}

describe('a call that does not get through', () => {
  it('is repeated with one idempotency key', async () => {
    const { client, keys } = answering(new TypeError('fetch failed'), 503, 429, 200)
    expect(await client.frame.create.mutate(frame)).toEqual({ id: 1 })
    expect(keys).toHaveLength(4)
    expect(new Set(keys).size).toBe(1)
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/)
    await client.frame.create.mutate(frame)
    expect(keys[4]).not.toBe(keys[0])
  })

  it('takes the key it is given', async () => {
    const { client, keys } = answering(503)
    await client.frame.create.mutate(frame, { context: { idempotencyKey: 'mine' } })
    expect(keys).toEqual(['mine', 'mine'])
  })

  it('waits as long as the server asks', async () => {
    const { client, times } = answering([503, { 'retry-after': '1' }])
    await client.frame.get.query({ id: 1 })
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(990)
  })

  it('fails in the end', async () => {
    const { client, keys } = answering(503, 503, 503, 503, 503, 503)
    await expect(client.frame.get.query({ id: 1 })).rejects.toThrow()
    expect(keys).toEqual([null, null, null, null, null])
  })
})

describe('a refusal', () => {
  it('is not repeated, and tells its code and details', async () => {
    const { client, keys } = answering(409)
    const error: unknown = await client.workOrder.start.mutate({ id: 1 }).catch((thrown: unknown) => thrown)
    expect(keys).toHaveLength(1)
    expect(isFramewrightError(error, 'WRONG_STATE') && error.data.error.details.allowed).toEqual(['start'])
    expect(isFramewrightError(error, 'NOT_FOUND')).toBe(false)
    expect(isFramewrightError(new Error('x'))).toBe(false)
  })
})
