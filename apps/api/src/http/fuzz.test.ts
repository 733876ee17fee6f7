import { appRouter } from '@framewright/contracts/app.router'
import type { AnyProcedure } from '@trpc/server'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { restRoutes } from '../rest/routes.ts'
import { type Answer, openServer, type TestServer } from '../testing/server.ts'
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
  marks = await look()
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
  ...[Array(3_000).fill({}), Array(3_000).fill(1), 'y'.repeat(100_000), nested(5_000), { a: nested(500) }],
]

/** Brackets within brackets, as deep as a parser goes. */
function nested(depth: number): unknown {
  return JSON.parse('['.repeat(depth) + ']'.repeat(depth))
}

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

/** What an answer must not tell: where in the program, in which library, by which statement. */
const insides = /\n\s+at |node_modules|\.ts:\d|\/apps\/|prisma|kysely|\bSELECT\b.+\bFROM\b|\bINSERT INTO\b|SQLSTATE/i

/** Counted failures are what these are for, and sign-ins come to an end when their tokens are misused. */
const mayChange = (name: string) => [
  'login_throttle',
  ...(name.startsWith('auth.') ? ['session', 'refresh_token'] : []),
]

/** The newest row version and the number of rows of each table: whatever is written to it changes one of them. */
let marks: Map<string, string>
let marksQuery: string
/** How often anything was written to any table, also by what was rolled back: without that there is nothing to look at. */
let writes = '-1'
async function look(): Promise<Map<string, string>> {
  const read = shop.deps.readPool
  const now = (await read.query<{ last: string }>('SELECT last_value::text AS last FROM fuzz_writes')).rows[0]?.last
  if (now === writes) return marks
  writes = now ?? '-1'
  const { rows } = await read.query<{ name: string; mark: string }>(marksQuery)
  return new Map(rows.map(({ name, mark }) => [name, mark]))
}
beforeAll(async () => {
  const { rows } = await shop.deps.readPool.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace`,
  )
  await shop.deps.prisma.$executeRawUnsafe('CREATE SEQUENCE fuzz_writes')
  await shop.deps.prisma.$executeRawUnsafe(`CREATE FUNCTION fuzz_wrote() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN PERFORM nextval(''fuzz_writes''); RETURN NULL; END'`)
  for (const { name } of rows) {
    await shop.deps.prisma.$executeRawUnsafe(`CREATE TRIGGER fuzz_wrote AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE
      ON "${name}" FOR EACH STATEMENT EXECUTE FUNCTION fuzz_wrote()`)
  }
  // An event gets its position behind the change that made it, from a sequencer that owes nobody an answer.
  const version = (name: string) => (name === 'event' ? `''` : `max(xmin::text::bigint)::text`)
  marksQuery = rows
    .map(
      ({ name }) =>
        `SELECT '${name}' AS name, count(*) || ' ' || coalesce(${version(name)}, '') AS mark FROM "${name}"`,
    )
    .join(' UNION ALL ')
})

/** Not a fault, nothing of the insides told, and where it was refused, nothing changed. */
async function expectSound(name: string, what: string, { status, body }: Answer) {
  const faults = server.faults()
  expect({ what, status, faults }).toMatchObject({ faults: [] })
  expect(status, what).not.toBe(500)
  const before = marks
  marks = await look()
  if (status < 400) return
  expect(JSON.stringify(body).slice(0, 5_000), what).not.toMatch(insides)
  const changed = [...marks].filter(([table, mark]) => before.get(table) !== mark).map(([table]) => table)
  expect({ what, status, changed: changed.filter((table) => !mayChange(name).includes(table)) }).toMatchObject({
    changed: [],
  })
}

describe('never fails, tells its insides or changes a row that it refuses to', () => {
  it.each(procedures)('by RPC: %s', async (name, procedure) => {
    await fc.assert(
      fc.asyncProperty(input, async (given) => {
        const body = text(given)
        const answer =
          procedure._def.type === 'mutation'
            ? await server.send('POST', `/api/trpc/${name}`, { token: admin, body })
            : await server.send('GET', `/api/trpc/${name}?input=${inUrl(wellFormed(body))}`, {
                token: admin,
              })
        await expectSound(name, `${name} ${body.slice(0, 500)}`, answer)
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
          const answer =
            route.inputIn === 'body'
              ? await server.send(route.method, path, { token: admin, body: text(given) })
              : await server.send(route.method, `${path}?${query}`.slice(0, longestUrl), { token: admin })
          await expectSound(route.name, `${route.method} ${path} ${text(given).slice(0, 500)}`, answer)
        }),
        runs,
      )
    },
  )
})

const wellFormed = (given: string) => given.toWellFormed()

/** Longer ones do not fit a request's head, which is refused before anybody looks at it. */
const longestUrl = 12_000
const inUrl = (given: string) => encodeURIComponent(given.slice(0, longestUrl / 12))
