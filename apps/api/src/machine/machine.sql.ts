import type { MachineExportInput } from '@framewright/contracts/machine/machine.schema'
import type { ReadDb } from '@framewright/db/client'
import { containing } from '../core/cursor.ts'

/** Machines as a filter wants them, with what they do now. */
export function selectMachines(read: ReadDb, filter: MachineExportInput) {
  const { search, active, state, departmentId, locationId, calendarId } = filter
  let query = read
    .selectFrom('machine')
    .leftJoin('department', 'department.id', 'machine.department_id')
    .leftJoin('location', 'location.id', 'machine.location_id')
    .leftJoin('machine_calendar as calendar', 'calendar.id', 'machine.calendar_id')
    .leftJoin('machine_state_entry as entry', (join) =>
      join.onRef('entry.machine_id', '=', 'machine.id').on('entry.ended_at', 'is', null),
    )
    .leftJoin('app_user as person', 'person.id', 'entry.user_id')
    .select(['machine.id', 'machine.code', 'machine.name', 'machine.description', 'machine.active', 'machine.version'])
    .select(['machine.rate_per_hour', 'machine.cycle_seconds', 'machine.state', 'machine.state_since'])
    .select(['machine.department_id', 'department.name as department', 'machine.location_id'])
    .select(['location.name as location', 'machine.calendar_id', 'calendar.name as calendar'])
    .select(['entry.reason', 'entry.user_id', 'person.first_name', 'person.last_name', 'person.username'])
  if (search) {
    const pattern = containing(search)
    query = query.where((eb) => eb.or([eb('machine.name', 'ilike', pattern), eb('machine.code', 'ilike', pattern)]))
  }
  if (active !== undefined) query = query.where('machine.active', '=', active)
  if (state !== undefined && state.length > 0) query = query.where('machine.state', 'in', state)
  if (departmentId !== undefined) query = query.where('machine.department_id', '=', departmentId)
  if (locationId !== undefined) query = query.where('machine.location_id', '=', locationId)
  if (calendarId !== undefined) query = query.where('machine.calendar_id', '=', calendarId)
  return query
}

export type MachineRow = Awaited<ReturnType<ReturnType<typeof selectMachines>['executeTakeFirstOrThrow']>>
