import { StringDecoder } from 'node:string_decoder'
import { DomainError } from '@framewright/contracts/errors'
import type { ReadPool } from '@framewright/db/client'
import { type CompiledQuery, type Expression, sql } from 'kysely'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'

/** Characters in a piece: large enough that pieces cost little, small enough that many exports at once do too. */
const pieceSize = 64 * 1024
/** An export may take longer than any other statement, but not for ever. */
const timeLimit = '15min'

/**
 * Makes exports of queries as CSV (RFC 4180: CRLF, a header of the columns' names), copied out by PostgreSQL and handed on
 * in pieces. Nothing is held but the piece at hand: the database waits while the consumer does. A consumer that stops early
 * gives the connection back at once.
 *
 * Half of the pool's connections at most are exporting, so that lists and screens always have the others.
 */
export function createCsvCopy(pool: ReadPool): (query: { compile(): CompiledQuery }) => AsyncIterable<string> {
  const most = Math.max(1, Math.floor((pool.options.max ?? 2) / 2))
  let running = 0
  return async function* copy(query) {
    if (running >= most) {
      throw new DomainError('UNAVAILABLE', 'Other exports are still running. Try again in a moment.', {
        retryAfterSeconds: 5,
      })
    }
    running++
    try {
      yield* copyOut(pool, inlined(query.compile()))
    } finally {
      running--
    }
  }
}

async function* copyOut(pool: ReadPool, query: string): AsyncGenerator<string, void> {
  const client = await pool.connect()
  // A lost connection fails the stream below; without a listener it would also end the process.
  const ignore = () => {}
  client.on('error', ignore)
  let finished = false
  try {
    await client.query(`BEGIN READ ONLY; SET LOCAL statement_timeout = '${timeLimit}'`)
    const bytes = client.query(copyTo(`COPY (${query}) TO STDOUT WITH (FORMAT csv, HEADER)`))
    yield* pieces(bytes)
    await client.query('COMMIT')
    finished = true
  } finally {
    client.off('error', ignore)
    // In the middle of a copy a connection is good for nothing else; closing it ends the statement too.
    client.release(!finished)
  }
}

async function* pieces(bytes: AsyncIterable<Buffer>): AsyncGenerator<string, void> {
  const decoder = new StringDecoder('utf8')
  const crlf = lineEnds()
  let piece = ''
  for await (const chunk of bytes) {
    piece += crlf(decoder.write(chunk))
    if (piece.length < pieceSize) continue
    yield piece
    piece = ''
  }
  if (piece !== '') yield piece
}

/** Turns the ends of rows into CRLF and leaves line breaks inside quoted cells alone; what is quoted may span chunks. */
export function lineEnds(): (text: string) => string {
  let quoted = false
  return (text) => {
    if (!quoted && !text.includes('"')) return text.replaceAll('\n', '\r\n')
    // A doubled quote closes and opens again, which comes to the same.
    const parts = text.split('"').map((part, index) => {
      if (index > 0) quoted = !quoted
      return quoted ? part : part.replaceAll('\n', '\r\n')
    })
    return parts.join('"')
  }
}

/** The statement with its values written into it, escaped by the driver: COPY takes no parameters. */
function inlined({ sql, parameters }: CompiledQuery): string {
  return sql.replace(/\$(\d+)/g, (_, position: string) => literal(parameters[Number(position) - 1]))
}

function literal(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return pg.escapeLiteral(value)
    case 'number':
      if (Number.isFinite(value)) return String(value)
      break
    case 'boolean':
      return value ? 'true' : 'false'
  }
  throw new TypeError(`A ${typeof value} cannot be written into a statement`)
}

/** What a formula can begin with, by its code: tab, carriage return, and the signs. */
const formulaStarts = sql.raw(['\t', '\r', '+', '-', '=', '@'].map((start) => start.charCodeAt(0)).join(','))

/** A text no spreadsheet takes for a formula: one that begins like one gets an apostrophe before it. */
export const safeText = (text: Expression<unknown>) =>
  sql<string>`case when ascii(${text}) in (${formulaStarts}) then '''' || ${text} else ${text} end`
