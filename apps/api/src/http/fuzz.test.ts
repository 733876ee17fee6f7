import { appRouter } from '@framewright/contracts/app.router'
import type { AnyProcedure } from '@trpc/server'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { restRoutes } from '../rest/routes.ts'
import { openServer, type TestServer } from '../testing/server.ts'
import { openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let server: TestServer
/** A session of its own for each: some of what is tried ends it. */
let admin: string

beforeAll(async () => {
  shop = await openShop()
  server = await openServer(shop)
  const sample = await shop.role('SUPERADMIN')
  await sample.api.sample.load()
})
beforeEach(async () => {
  admin = await server.as('SUPERADMIN')
})
afterAll(async () => {
  await server.close()
  await shop.close()
})

const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyProcedure>)
  .filter(([, procedure]) => procedure._def.type !== 'subscription')
  .filter(([name]) => name !== 'sample.load')

/** Values that have broken servers before. */
const nasty: unknown[] = [
  ...[null, true, [], {}, [[]], [null], 0, -1, -0, 1.5, 1e21, 1e308, 2_147_483_648, Number.MAX_SAFE_INTEGER],
  ...['', ' ', 'NaN', 'Infinity', '1e5', '0x10', '٣', '-0', '00', '1,5', 'x'.repeat(5_000)],
  ...[
    '\u0000',
    'a\u0000b',
    '\ud800',
    '🪟',
    'é',
    '\u202e',
    "'; DROP TABLE item; --",
    "' OR 1=1",
    '%',
    '_',
    '\\',
    '{{7*7}}',
  ],
  ...['../../etc/passwd', '<script>', '__proto__', 'constructor', '0000-00-00', '2026-02-30', '9999-12-31'],
  ...['2026-01-01T25:00:00Z', '-infinity', '275760-09-13T00:00:00.000Z'],
  ...[JSON.parse('{"__proto__":1}'), { toString: 1 }, { constructor: { prototype: {} } }, { length: -1 }],
]

/** Field names that our inputs have, so that the values get past the first check. */
const fields = [...new Set(restRoutes().flatMap(({ input }) => Object.keys(shapeOf(input)))), 'lines', 'status', 'kind']

function shapeOf(schema: unknown): object {
  const s = schema as { shape?: object; in?: unknown; unwrap?: () => unknown } | undefined
  return s?.shape ?? (s?.in ? shapeOf(s.in) : s?.unwrap ? shapeOf(s.unwrap()) : {})
}

const value: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...nasty),
  fc.integer({ min: 1, max: 12 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.double(),
  fc.array(fc.constantFrom<unknown>(...nasty), { maxLength: 3 }),
  fc.dictionary(fc.constantFrom(...fields), fc.constantFrom<unknown>(...nasty, 1, 2, '3'), { maxKeys: 5 }),
)
const record = fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: 8 })
/** What is addressed mostly exists, so that the rest of the input matters. */
const withId = fc.tuple(record, fc.integer({ min: 1, max: 8 })).map(([rest, id]) => ({ ...rest, id }))
const input = fc.oneof({ weight: 4, arbitrary: withId }, { weight: 3, arbitrary: record }, value)

const runs = { numRuns: 12, seed: 7, endOnFailure: true } as const

/** JSON, or what JSON cannot say where a client would send it all the same. */
const text = (given: unknown) => JSON.stringify(given) ?? 'undefined'

function expectNoFault(what: string, status: number) {
  const faults = server.faults()
  expect({ what, status, faults }).toMatchObject({ faults: [] })
  expect(status, what).not.toBe(500)
}

describe('never answers 500', () => {
  it.each(procedures)('by RPC: %s', async (name, procedure) => {
    await fc.assert(
      fc.asyncProperty(input, async (given) => {
        const body = text(given)
        const { status } =
          procedure._def.type === 'mutation'
            ? await server.send('POST', `/api/trpc/${name}`, { token: admin, body })
            : await server.send('GET', `/api/trpc/${name}?input=${encodeURIComponent(wellFormed(body))}`, {
                token: admin,
              })
        expectNoFault(`${name} ${body.slice(0, 500)}`, status)
      }),
      runs,
    )
  })

  const routes = restRoutes().filter(
    ({ name, meta }) => name !== 'sample.load' && meta.produces !== 'text/event-stream',
  )
  it.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
    'by REST: %s',
    async (_name, route) => {
      await fc.assert(
        fc.asyncProperty(input, fc.constantFrom<unknown>(...nasty, 1, 2, 3), async (given, id) => {
          const part = encodeURIComponent(wellFormed(typeof id === 'string' ? id : text(id)))
          const path = `/api${route.path.replaceAll(/\{\w+\}/g, part || '-')}`
          const query = new URLSearchParams(
            Object.entries(Object(given)).map(
              ([key, one]) => [key, typeof one === 'string' ? one : text(one)] as [string, string],
            ),
          )
          const { status } =
            route.inputIn === 'body'
              ? await server.send(route.method, path, { token: admin, body: text(given) })
              : await server.send(route.method, `${path}?${query}`, { token: admin })
          expectNoFault(`${route.method} ${path} ${text(given).slice(0, 500)}`, status)
        }),
        runs,
      )
    },
  )
})

const wellFormed = (given: string) => given.toWellFormed()
