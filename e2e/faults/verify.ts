import type { Client } from 'pg'
import type { Command, Kind } from './load.ts'

/** How often a command's mark is found in the database, by kind; read past the API, from the tables themselves. */
const found: Record<Kind, string> = {
  'salesOrder.create': `SELECT notes AS mark, count(*)::int AS times FROM sales_order GROUP BY 1`,
  'salesOrder.confirm': event('salesOrder.confirmed'),
  'salesOrder.ship': `SELECT notes AS mark, count(*)::int AS times FROM shipment GROUP BY 1`,
  'purchaseOrder.create': `SELECT notes AS mark, count(*)::int AS times FROM purchase_order GROUP BY 1`,
  'purchaseOrder.receive': `SELECT notes AS mark, count(*)::int AS times FROM receipt GROUP BY 1`,
  'stock.transfer': movement(),
  'stock.adjust': movement(),
  'task.create': `SELECT quantity::int::text AS mark, count(*)::int AS times FROM task GROUP BY 1`,
  'task.start': event('task.started'),
  'task.complete': event('task.completed'),
}

function event(type: string): string {
  return `SELECT entity_id::text AS mark, count(*)::int AS times FROM event WHERE type = '${type}' GROUP BY 1`
}
function movement(): string {
  return `SELECT reason AS mark, count(*)::int AS times FROM stock_movement WHERE reason IS NOT NULL GROUP BY 1`
}

export interface Verdict {
  sent: number
  acknowledged: number
  /** Refusals on the way, by code; a command that was refused and then done counts in both. */
  refused: Map<string, number>
  /** Acknowledged commands found in the database. */
  found: number
  /** Acknowledged and not there. */
  lost: number
  /** There more than once. */
  doubled: number
  /** Refused for good, and there all the same. */
  half: number
  /** Without a definite answer to the end. */
  open: number
  /** For whoever has to find out why. */
  wrong: Command[]
}

/** Holds what the clients were told against what is there. */
export async function verify(database: Client, commands: readonly Command[]): Promise<Verdict> {
  const times = new Map<string, number>()
  for (const [kind, sql] of Object.entries(found)) {
    const { rows } = await database.query<{ mark: string; times: number }>(sql)
    for (const row of rows) times.set(`${kind} ${row.mark}`, row.times)
  }
  const timesOf = ({ kind, mark }: Command) => times.get(`${kind} ${mark}`) ?? 0
  const acknowledged = commands.filter(({ status }) => status >= 200 && status < 300)
  const refused = new Map<string, number>()
  for (const code of commands.flatMap(({ refusals }) => refusals)) refused.set(code, (refused.get(code) ?? 0) + 1)
  const isWrong = (command: Command) =>
    command.status === 0 || timesOf(command) > 1 || command.status < 300 !== timesOf(command) > 0
  return {
    wrong: commands.filter(isWrong),
    sent: commands.length,
    acknowledged: acknowledged.length,
    refused,
    found: acknowledged.filter((command) => timesOf(command) > 0).length,
    lost: acknowledged.filter((command) => timesOf(command) === 0).length,
    doubled: commands.filter((command) => timesOf(command) > 1).length,
    half: commands.filter((command) => command.status >= 400 && timesOf(command) > 0).length,
    open: commands.filter(({ status }) => status === 0).length,
  }
}
