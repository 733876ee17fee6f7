import type { Call } from '@framewright/contracts/core/context'
import { invalid } from '@framewright/contracts/errors'
import type { SetStateInput } from '@framewright/contracts/machine/machine.schema'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import type { MachineHead } from './machine.rows.ts'

/** Clocks of tablets differ a little from the server's. */
const clockSkewMs = 60_000

/** A new machine's first stretch: it is off until somebody says otherwise. */
export async function beginStates(tx: Tx, machineId: number, userId: number | null, startedAt: Date): Promise<void> {
  await tx.machineStateEntry.create({ data: { machineId, state: 'OFF', startedAt, userId } })
}

/**
 * Ends the stretch a machine is in and begins another, at the same instant, so that there is never a gap or an overlap. What
 * is said again, with the same reason, changes nothing.
 */
export async function changeState(
  tx: Tx,
  emit: Emit,
  call: Call,
  machine: MachineHead,
  { state, reason, at }: SetStateInput,
  now: Date,
): Promise<void> {
  const startedAt = at === undefined ? now : new Date(at)
  if (startedAt.getTime() > now.getTime() + clockSkewMs) throw invalid('at', 'lies in the future')
  const open = await tx.machineStateEntry.findFirstOrThrow({ where: { machineId: machine.id, endedAt: null } })
  if (open.state === state && open.reason === reason) return
  if (startedAt < open.startedAt) {
    throw invalid(
      'at',
      `It has been ${open.state.toLowerCase()} since ${open.startedAt.toISOString()}: say a later time`,
    )
  }
  const said = { state, reason, userId: call.caller.userId }
  if (startedAt.getTime() === open.startedAt.getTime()) {
    // It lasted no time at all: the stretch is what is said now.
    await tx.machineStateEntry.update({ where: { id: open.id }, data: said })
  } else {
    await tx.machineStateEntry.update({ where: { id: open.id }, data: { endedAt: startedAt } })
    await tx.machineStateEntry.create({ data: { machineId: machine.id, startedAt, ...said } })
  }
  await tx.machine.update({ where: { id: machine.id }, data: { state, stateSince: startedAt } })
  emit({
    entity: 'machine',
    id: machine.id,
    what: 'stateChanged',
    payload: {
      code: machine.code,
      name: machine.name,
      from: open.state,
      to: state,
      reason,
      at: startedAt.toISOString(),
    },
  })
}
