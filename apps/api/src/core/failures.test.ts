import { describe, expect, it } from 'vitest'
import { domainErrorOf, isLost } from './failures.ts'

/** As the driver, Prisma's adapter and Node say it. */
const losses: Record<string, unknown> = {
  'a server that ends the session': { code: '57P01', severity: 'FATAL', message: 'terminating connection' },
  'a reset': { code: 'ECONNRESET', syscall: 'read', message: 'read ECONNRESET' },
  'a broken pipe, whose code looks like one of SQL': { code: 'EPIPE', syscall: 'write', message: 'write EPIPE' },
  'a server that is down': { code: 'ECONNREFUSED', syscall: 'connect', message: 'connect ECONNREFUSED' },
  'the driver': { message: 'Connection terminated unexpectedly' },
  'the pool’s owner': { message: 'The connection was given up' },
  'Prisma, around its adapter': {
    code: 'P2010',
    meta: { driverAdapterError: { cause: { kind: 'ConnectionClosed' } } },
  },
}

describe('a lost connection', () => {
  it.each(Object.entries(losses))('is known by %s, and nobody is told that nothing was changed', (_, error) => {
    expect(isLost(error)).toBe(true)
    const told = domainErrorOf(error)
    expect(told).toMatchObject({ domainCode: 'UNAVAILABLE', details: { retryAfterSeconds: 2 } })
    expect(told?.message).not.toMatch(/nothing was changed/i)
  })

  it('is not what a busy server is', () => {
    for (const error of [
      { code: '57014' },
      { code: '53300' },
      { message: 'timeout exceeded when trying to connect' },
    ]) {
      expect(isLost(error)).toBe(false)
      expect(domainErrorOf(error)?.message).toMatch(/nothing was changed/i)
    }
    expect(isLost({ code: '23505' })).toBe(false)
  })
})
