import type { MachineExportInput } from '@framewright/contracts/machine/machine.schema'
import { sql } from 'kysely'
import { said, yesNo } from '../core/csv-cells.ts'
import { createCsvCopy, safeText } from '../core/csv-copy.ts'
import type { Deps } from '../core/deps.ts'
import { selectMachines } from './machine.sql.ts'

/** A number without the zeros behind it. */
const plain = (column: string) => sql`trim_scale(${sql.ref(column)})`

/** Machines as CSV by their code; the column names are the header, and those of an import. */
export function createMachineExport({ read, readPool }: Pick<Deps, 'read' | 'readPool'>) {
  const copy = createCsvCopy(readPool)
  return (filter: MachineExportInput): AsyncIterable<string> =>
    copy(
      selectMachines(read, filter)
        .clearSelect()
        .select([safeText(sql`machine.code`).as('code'), safeText(sql`machine.name`).as('name')])
        .select(safeText(said('machine.description')).as('description'))
        .select([plain('machine.rate_per_hour').as('ratePerHour'), plain('machine.cycle_seconds').as('cycleSeconds')])
        .select([safeText(sql`department.name`).as('department'), safeText(sql`location.code`).as('location')])
        .select([safeText(sql`calendar.name`).as('calendar'), yesNo(sql`machine.active`).as('active')])
        .orderBy(sql`lower(machine.code)`),
    )
}
