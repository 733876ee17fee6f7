import { DomainError, ruleViolated } from '@framewright/contracts/errors'
import type { SaveBomInput } from '@framewright/contracts/frame/frame.schema'
import { convertible } from '@framewright/contracts/item/units'
import { sql } from 'kysely'
import { toDate } from '../core/clock.ts'
import { build, run, type Tx } from '../core/sql.ts'

/**
 * Adds the next revision of an item's bill of materials, in force from today. The caller holds the item's row.
 * @returns the revision's number.
 */
export async function saveBom(tx: Tx, input: SaveBomInput, today: string): Promise<number> {
  const { _max } = await tx.bom.aggregate({ where: { itemId: input.id }, _max: { revision: true } })
  const latest = _max.revision ?? 0
  if (input.revision !== undefined && input.revision !== latest) {
    throw new DomainError(
      'VERSION_CONFLICT',
      'Somebody else changed this bill of materials. Load it again and repeat your change.',
      {
        expected: input.revision,
        current: latest,
      },
    )
  }
  await requireComponents(tx, input)
  // Two frames taking each other at the same moment must not both pass the check below.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('framewright.bom'))`
  await requireNoCycle(tx, input)
  await tx.bom.create({
    data: { itemId: input.id, revision: latest + 1, effective: toDate(today), lines: { create: input.lines } },
  })
  return latest + 1
}

async function requireComponents(tx: Tx, input: SaveBomInput): Promise<void> {
  const components = await tx.item.findMany({
    where: { id: { in: input.lines.map((line) => line.componentId) } },
    select: { id: true, name: true, unit: true },
  })
  const missing: { path: string; message: string }[] = []
  for (const [index, line] of input.lines.entries()) {
    const component = components.find((item) => item.id === line.componentId)
    if (component === undefined) {
      missing.push({ path: `lines.${index}.componentId`, message: `There is no item ${line.componentId}` })
    } else if (!convertible(line.unit, component.unit)) {
      missing.push({
        path: `lines.${index}.unit`,
        message: `${component.name} is kept in ${component.unit}, which ${line.unit} does not convert to`,
      })
    }
  }
  if (missing.length === 0) return
  const message = missing.map((field) => field.message).join('; ')
  throw new DomainError('INVALID_INPUT', message, { fields: missing })
}

/** Walks down from the components through the bills in force; meeting the item itself would be a loop. */
async function requireNoCycle(tx: Tx, input: SaveBomInput): Promise<void> {
  const componentIds = [...new Set(input.lines.map((line) => line.componentId))]
  if (componentIds.length === 0) return
  const found = await run(
    tx,
    build
      .withRecursive('part', (db) =>
        db
          .selectFrom('item')
          .select('item.id')
          .where('item.id', 'in', componentIds)
          .union((eb) =>
            eb
              .selectFrom('part')
              .innerJoin('bom', 'bom.item_id', 'part.id')
              .innerJoin('bom_line', 'bom_line.bom_id', 'bom.id')
              .select('bom_line.component_id as id')
              .where('bom.revision', '=', (inner) =>
                inner
                  .selectFrom('bom as latest')
                  .select((max) => max.fn.max('latest.revision').as('revision'))
                  .whereRef('latest.item_id', '=', 'bom.item_id'),
              ),
          ),
      )
      .selectFrom('part')
      .select(sql<number>`1`.as('one'))
      .where('id', '=', input.id)
      .limit(1),
  )
  if (found.length > 0) throw ruleViolated('bom.cycle', 'This bill of materials would make the frame a part of itself.')
}
