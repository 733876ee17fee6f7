import { DomainError } from '@framewright/contracts/errors'
import { convertible } from '@framewright/contracts/item/units'
import type { TaskKind } from '@framewright/contracts/task/task.kind'
import { toDate } from '../core/clock.ts'
import type { Tx } from '../core/sql.ts'
import { requireNoLoop } from './bom.loop.ts'

/** A revision as it is to be. */
export interface NewRevision {
  itemId: number
  /** The revision it is based on, where that matters. */
  basedOn: number | undefined
  /** The day it comes into force. */
  effective: string
  lines: readonly {
    componentId: number
    quantity: string
    unit: string
    scrapPercent: string
    stage: TaskKind | null
  }[]
}

/**
 * Adds the next revision of an item's bill of materials; the ones before it stay as they are. The caller holds the item's
 * row.
 * @returns the revision's number.
 */
export async function addRevision(tx: Tx, next: NewRevision, today: string): Promise<number> {
  const { _max } = await tx.bom.aggregate({ where: { itemId: next.itemId }, _max: { revision: true } })
  const latest = _max.revision ?? 0
  if (next.basedOn !== undefined && next.basedOn !== latest) {
    throw new DomainError(
      'VERSION_CONFLICT',
      'Somebody else changed this bill of materials. Load it again and repeat your change.',
      {
        expected: next.basedOn,
        current: latest,
      },
    )
  }
  await requireComponents(tx, next)
  // Two items taking each other at the same moment must not both pass the check below.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('framewright.bom'))`
  const componentIds = next.lines.map((line) => line.componentId)
  await requireNoLoop(tx, next.itemId, componentIds, today)
  await tx.bom.create({
    data: {
      itemId: next.itemId,
      revision: latest + 1,
      effective: toDate(next.effective),
      lines: { create: [...next.lines] },
    },
  })
  return latest + 1
}

async function requireComponents(tx: Tx, next: NewRevision): Promise<void> {
  const components = await tx.item.findMany({
    where: { id: { in: next.lines.map((line) => line.componentId) } },
    select: { id: true, name: true, unit: true },
  })
  const wrong: { path: string; message: string }[] = []
  for (const [index, line] of next.lines.entries()) {
    const component = components.find((item) => item.id === line.componentId)
    if (component === undefined) {
      wrong.push({ path: `lines.${index}.componentId`, message: `There is no item ${line.componentId}` })
    } else if (!convertible(line.unit, component.unit)) {
      wrong.push({
        path: `lines.${index}.unit`,
        message: `${component.name} is kept in ${component.unit}, which ${line.unit} does not convert to`,
      })
    }
  }
  if (wrong.length === 0) return
  const message = wrong.map((field) => field.message).join('; ')
  throw new DomainError('INVALID_INPUT', message, { fields: wrong })
}
