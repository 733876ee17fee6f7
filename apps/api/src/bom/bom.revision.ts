import type { BomLineInput } from '@framewright/contracts/bom/bom.schema'
import { DomainError } from '@framewright/contracts/errors'
import { convertible } from '@framewright/contracts/item/units'
import type { z } from 'zod'
import { toDate } from '../core/clock.ts'
import type { Tx } from '../core/sql.ts'
import { requireNoLoop } from './bom.loop.ts'

export type NewLine = z.output<typeof BomLineInput>

/** A revision as it is to be. */
export interface NewRevision {
  itemId: number
  /** The revision it is based on, where that matters. */
  basedOn: number | undefined
  /** Only drafted; else it is released at once. */
  draft?: boolean
  /** The day it comes into force; of a draft null for the day of its release. */
  effective: string | null
  notes?: string
  lines: readonly NewLine[]
}

/** When and by whom it is done. */
export interface Done {
  today: string
  now: Date
  userId: number | null
}

/**
 * Adds the next revision of an item's bill of materials; the ones before it stay as they are. The caller holds the item's
 * row.
 * @returns the revision's number.
 */
export async function addRevision(tx: Tx, next: NewRevision, { today, now, userId }: Done): Promise<number> {
  const { _max } = await tx.bom.aggregate({ where: { itemId: next.itemId }, _max: { revision: true } })
  const latest = _max.revision ?? 0
  await requireNoDraft(tx, next.itemId)
  if (next.basedOn !== undefined && next.basedOn !== latest) {
    throw new DomainError(
      'VERSION_CONFLICT',
      'Somebody else changed this bill of materials. Load it again and repeat your change.',
      { expected: next.basedOn, current: latest },
    )
  }
  await requireLines(tx, next.itemId, next.lines, today)
  const { id } = await tx.bom.create({
    data: {
      itemId: next.itemId,
      revision: latest + 1,
      effective: next.effective === null ? null : toDate(next.effective),
      notes: next.notes ?? '',
      createdById: userId,
      lines: { create: next.lines.map(lineData) },
    },
    select: { id: true },
  })
  // Its lines are written while it is a draft: a released one takes none.
  if (!next.draft) await releaseRevision(tx, id, next.effective ?? today, now)
  return latest + 1
}

export async function releaseRevision(tx: Tx, id: number, effective: string, now: Date): Promise<void> {
  await tx.bom.update({
    where: { id },
    data: { status: 'RELEASED', effective: toDate(effective), releasedAt: now, version: { increment: 1 } },
  })
}

/** A line as its row. */
export const lineData = ({ validFrom, validTo, ...line }: NewLine) => ({
  ...line,
  validFrom: validFrom === null ? null : toDate(validFrom),
  validTo: validTo === null ? null : toDate(validTo),
})

/**
 * Lines that can stand: components there are, units that convert, days in order, and no way down to the item itself. Holds
 * what keeps two items from taking each other at the same moment until the transaction ends.
 */
export async function requireLines(tx: Tx, itemId: number, lines: readonly NewLine[], today: string): Promise<void> {
  await requireComponents(tx, lines)
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('framewright.bom'))`
  const componentIds = lines.map((line) => line.componentId)
  await requireNoLoop(tx, itemId, componentIds, today)
}

async function requireNoDraft(tx: Tx, itemId: number): Promise<void> {
  const draft = await tx.bom.findFirst({ where: { itemId, status: 'DRAFT' }, select: { revision: true } })
  if (draft === null) return
  throw new DomainError(
    'CONFLICT',
    `Revision ${draft.revision} of this bill of materials is being drafted. Release it or throw it away first.`,
    { entity: 'bom', itemId, revision: draft.revision },
  )
}

async function requireComponents(tx: Tx, lines: readonly NewLine[]): Promise<void> {
  const components = await tx.item.findMany({
    where: { id: { in: lines.map((line) => line.componentId) } },
    select: { id: true, name: true, unit: true },
  })
  const byId = new Map(components.map((component) => [component.id, component]))
  const wrong: { path: string; message: string }[] = []
  for (const [index, line] of lines.entries()) {
    const component = byId.get(line.componentId)
    if (component === undefined) {
      wrong.push({ path: `lines.${index}.componentId`, message: `There is no item ${line.componentId}` })
    } else if (!convertible(line.unit, component.unit)) {
      wrong.push({
        path: `lines.${index}.unit`,
        message: `${component.name} is kept in ${component.unit}, which ${line.unit} does not convert to`,
      })
    }
    if (line.validFrom !== null && line.validTo !== null && line.validTo < line.validFrom) {
      wrong.push({ path: `lines.${index}.validTo`, message: 'The last day cannot lie before the first' })
    }
  }
  if (wrong.length === 0) return
  const message = wrong.map((field) => field.message).join('; ')
  throw new DomainError('INVALID_INPUT', message, { fields: wrong })
}
