import { DomainError, invalid, notFound, ruleViolated } from '@framewright/contracts/errors'
import type { MachineStateName } from '@framewright/contracts/machine/machine.states'
import { sql } from 'kysely'
import { build, run, type Tx } from '../core/sql.ts'

/** A machine as a command sees it. */
export interface MachineHead {
  id: number
  code: string
  name: string
  active: boolean
  calendarId: number | null
  ratePerHour: string
  cycleSeconds: string | null
  state: MachineStateName
  stateSince: Date
  version: number
}

/** Holds a machine's row until the transaction ends: its schedule, its outputs and its states come one after the other. */
export async function lockMachine(tx: Tx, id: number): Promise<MachineHead> {
  const [row] = await run(
    tx,
    build
      .selectFrom('machine')
      .select(['id', 'code', 'name', 'active', 'calendar_id as calendarId', 'state', 'state_since as stateSince'])
      .select(['version', sql<string>`rate_per_hour::text`.as('ratePerHour')])
      .select(sql<string | null>`cycle_seconds::text`.as('cycleSeconds'))
      .where('id', '=', id)
      .forNoKeyUpdate(),
  )
  if (row === undefined) throw notFound('machine', id)
  return row
}

/**
 * A machine that something is to be made on, held.
 * @throws DomainError INVALID_INPUT where there is none, RULE_VIOLATED for one out of use.
 */
export async function machineToUse(tx: Tx, id: number): Promise<MachineHead> {
  const machine = await lockMachine(tx, id).catch((error: unknown) => {
    if (error instanceof DomainError && error.domainCode === 'NOT_FOUND') {
      throw invalid('machineId', `There is no machine ${id}`)
    }
    throw error
  })
  if (machine.active) return machine
  throw ruleViolated(
    'machine.inactive',
    `${machine.name} (${machine.code}) is no longer in use. Activate it first, or choose another.`,
    { machineId: id },
  )
}

/** The ideal cycle time of an item on a machine: the item's own there, else the machine's; null where neither is known. */
export async function cycleSecondsOf(
  tx: Tx,
  machine: Pick<MachineHead, 'id' | 'cycleSeconds'>,
  itemId: number,
): Promise<string | null> {
  const [own] = await run(
    tx,
    build
      .selectFrom('machine_item')
      .select(sql<string>`cycle_seconds::text`.as('cycleSeconds'))
      .where('machine_id', '=', machine.id)
      .where('item_id', '=', itemId),
  )
  return own?.cycleSeconds ?? machine.cycleSeconds
}

/** The unique index has the last word; this says it better in all but a race. */
export async function requireFreeCode(tx: Tx, code: string): Promise<void> {
  const taken = await run(
    tx,
    build.selectFrom('machine').select('id').where(sql`lower(code)`, '=', sql`lower(${code}::text)`).limit(1),
  )
  if (taken.length === 0) return
  throw new DomainError('DUPLICATE', `The machine code ${code} is taken.`, { field: 'code', value: code })
}
