import type { BomExportInput } from '@framewright/contracts/bom/bom.schema'
import { sql } from 'kysely'
import { said } from '../core/csv-cells.ts'
import { createCsvCopy, safeText } from '../core/csv-copy.ts'
import type { Deps } from '../core/deps.ts'
import { selectRevisions } from './bom.sql.ts'

/** Bills of materials as CSV, a line a row, by the item's SKU; the names of the columns are those of an import. */
export function createBomExport({ read, readPool, clock }: Pick<Deps, 'read' | 'readPool' | 'clock'>) {
  const copy = createCsvCopy(readPool)
  return (filter: BomExportInput): AsyncIterable<string> => {
    const { inForce, status, ...rest } = filter
    const current = inForce === undefined && status === undefined ? true : inForce
    return copy(
      selectRevisions(read, { ...rest, inForce: current, status }, clock.today())
        .innerJoin('bom_line as line', 'line.bom_id', 'bom.id')
        .innerJoin('item as part', 'part.id', 'line.component_id')
        .clearSelect()
        .select([safeText(sql`item.sku`).as('item'), safeText(sql`item.name`).as('itemName')])
        .select(['bom.revision', 'bom.status', 'bom.effective', safeText(said('bom.notes')).as('notes')])
        .select([safeText(sql`part.sku`).as('component'), safeText(sql`part.name`).as('componentName')])
        .select([sql<string>`trim_scale(line.quantity)`.as('quantity'), 'line.unit'])
        .select([sql<string>`trim_scale(line.scrap_percent)`.as('scrapPercent'), 'line.stage'])
        .select(['line.valid_from as validFrom', 'line.valid_to as validTo'])
        .orderBy(sql`lower(item.sku)`)
        .orderBy('bom.revision')
        .orderBy('line.id'),
    )
  }
}
