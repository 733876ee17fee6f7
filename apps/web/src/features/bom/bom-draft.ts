import type { Bom } from '@framewright/contracts/bom/bom.schema'
import { convertible, units } from '@framewright/contracts/item/units'
import type { TaskKind } from '@framewright/contracts/task/task.kind'

/** A line while it is being written. */
export interface DraftLine {
  /** Stands for the row while it has no component. */
  key: string
  componentId: number | null
  label: string
  /** The component's own unit: the line's must measure the same thing. */
  componentUnit: string
  quantity: string
  unit: string
  scrapPercent: string
  /** Null where the item is made in one go. */
  stage: TaskKind | null
  /** The days on which it counts; empty: as long as the revision does. */
  validFrom: string
  validTo: string
}

export const draftOf = (bom: Bom): DraftLine[] =>
  bom.lines.map((line, index) => ({
    // A component may stand twice at a stage: an oak scantling for the sides and one for top and bottom.
    key: String(index),
    componentId: line.componentId,
    label: `${line.sku} · ${line.name}`,
    componentUnit: line.componentUnit,
    quantity: line.quantity,
    unit: line.unit,
    scrapPercent: line.scrapPercent,
    stage: line.stage,
    validFrom: line.validFrom ?? '',
    validTo: line.validTo ?? '',
  }))

export const emptyLine = (key: string, stage: TaskKind | null): DraftLine => ({
  key,
  componentId: null,
  label: '',
  componentUnit: 'each',
  quantity: '1',
  unit: 'each',
  scrapPercent: '0',
  stage,
  validFrom: '',
  validTo: '',
})

/** The units a component's quantity can be written in. */
export const unitsFor = (componentUnit: string): string[] => units.filter((unit) => convertible(unit, componentUnit))

/** What is wrong with a line as far as the screen can tell; null when nothing is. */
export function lineError(line: DraftLine): string | null {
  if (line.componentId === null) return 'Pick a material or remove the line'
  if (!/^\d{1,12}(\.\d{1,6})?$/.test(line.quantity) || Number(line.quantity) === 0)
    return 'The quantity must be above zero'
  if (!/^\d{1,3}(\.\d{1,4})?$/.test(line.scrapPercent) || Number(line.scrapPercent) > 100) return 'Scrap is 0 to 100 %'
  if (line.validFrom && line.validTo && line.validTo < line.validFrom) return 'The last day lies before the first'
  return null
}
