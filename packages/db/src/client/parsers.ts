import pg from 'pg'

type Parser = (text: string) => unknown

/** Object ids from here on are of types that the database defines itself, which here means enums and lists of them. */
const firstUserDefinedOid = 16_384

const oid = { int8: 20, date: 1082, dates: 1182, timestamp: 1114, int8s: 1016, texts: 1009 }

const parseTexts = pg.types.getTypeParser(oid.texts) as (text: string) => string[]

/**
 * How values arrive from our pools, which is what the generated Kysely types say: `int8` as a number, `numeric` as its
 * exact text, `timestamptz` as a `Date`, `date` as 'YYYY-MM-DD', a list of an enum as an array of its names. Prisma brings
 * parsers of its own with every query, so that these do not reach it.
 */
export const parsers: pg.CustomTypesConfig = {
  getTypeParser: ((type: number, format?: 'text' | 'binary') => {
    if (format === 'binary') return pg.types.getTypeParser(type, 'binary')
    return textParsers.get(type) ?? (type >= firstUserDefinedOid ? parseUserDefined : pg.types.getTypeParser(type))
  }) as pg.CustomTypesConfig['getTypeParser'],
}

const textParsers = new Map<number, Parser>([
  [oid.int8, parseInt8],
  [oid.int8s, (text) => parseTexts(text).map(parseInt8)],
  [oid.date, (text) => text],
  [oid.dates, parseTexts],
  // Without a zone the driver would take it for local time.
  [oid.timestamp, (text) => new Date(`${text.replace(' ', 'T')}Z`)],
])

function parseInt8(text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value)) return value
  throw new RangeError(`The int8 value ${text} is too large for a JavaScript number`)
}

function parseUserDefined(text: string): unknown {
  return text.startsWith('{') ? parseTexts(text) : text
}
