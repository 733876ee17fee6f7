import type { Caller } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import type { Machine } from '@framewright/contracts/machine/machine.schema'
import { personName } from '../core/names.ts'
import { recordActions } from '../core/record-actions.ts'
import type { MachineRow } from './machine.sql.ts'

const ref = (id: number | null, name: string | null) => (id === null ? null : { id, name: name ?? '' })

/** @param unreferred whether nothing refers to it, where that was looked into. */
export function toMachine(row: MachineRow, { permissions }: Caller, unreferred = false): Machine {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    description: row.description,
    department: ref(row.department_id, row.department),
    location: ref(row.location_id, row.location),
    calendar: ref(row.calendar_id, row.calendar),
    ratePerHour: decimal.unitPrice(row.rate_per_hour),
    cycleSeconds: row.cycle_seconds === null ? null : decimal.quantity(row.cycle_seconds),
    active: row.active,
    state: row.state,
    stateSince: row.state_since.toISOString(),
    stateReason: row.reason ?? '',
    stateBy: ref(row.user_id, personName(row)),
    version: row.version,
    allowedActions: recordActions({ mayWrite: permissions.has('machine.write'), active: row.active, unreferred }),
  }
}
