import type { Item } from '@framewright/contracts/item/item.schema'

/** What the line of any grid has. Everything typed is still text, and may be nonsense. */
export interface GridLine {
  /** Names the row on this screen only. */
  key: string
  itemId: number | null
  sku: string | null
  /** The catalogue item's name, or what was typed where there is no `itemId`. */
  itemName: string
  unit: string | null
  /** What was available when the item was picked, in its unit. */
  available: string | null
}

/** A line whose columns are its own properties of the same names. */
export type LineOf<C extends string> = GridLine & Record<C, string>

/** One column of numbers between the item and the total. */
export interface GridColumn<C extends string> {
  id: C
  label: string
  /** On the desk, in pixels. */
  width: number
  placeholder?: string
  /** Shows the item's unit behind the number. */
  unit?: boolean
  /** Whether Enter stops here: always, only while nothing is in it, or never. Tab always does. */
  enter: 'stop' | 'blank' | 'pass'
  /** What a spreadsheet may call it. */
  heads: RegExp
  /** A pasted number belongs here only where a head row says so. */
  byHeadOnly?: boolean
}

/** What differs between the grids of different documents. */
export interface GridSpec<L extends LineOf<C>, C extends string> {
  columns: readonly GridColumn<C>[]
  empty: () => L
  /** The line with an item put in, and what the item says of it. */
  withItem: (line: L, item: Item) => L
  /** Whether a line may be about something that is not in the catalogue. */
  freeText: boolean
  /** The price an item is offered with. */
  priceOf: (item: Item) => string
  /** The line's total as money; null until it can be computed. */
  totalOf: (line: L) => string | null
}

/** Changes the lines as they are by then. */
export type SetLines<L> = (update: (lines: readonly L[]) => readonly L[]) => void

/** The lines an order may have. */
export const mostLines = 500

/** The item's cell, or one of the columns. */
export type CellOf<C extends string> = C | 'item'

/** What is wrong with a cell, by `row key:cell`; rows are named by key so that removing one does not move errors. */
export type CellErrors = Readonly<Record<string, string>>
export const cellKey = (line: Pick<GridLine, 'key'>, cell: string): string => `${line.key}:${cell}`

/** Nothing has been typed: such a line is the invitation to type, and is not sent. */
export const isBlank = <L extends LineOf<C>, C extends string>(
  line: L,
  columns: readonly Pick<GridColumn<C>, 'id'>[],
): boolean =>
  line.itemId === null && line.itemName.trim() === '' && columns.every((column) => line[column.id].trim() === '')

/** The line with text in the place of an item. */
export const withText = <L extends GridLine>(line: L, itemName: string): L => ({
  ...line,
  itemId: null,
  sku: null,
  unit: null,
  available: null,
  itemName,
})

/** The line of no item yet. */
export const noItem = { itemId: null, sku: null, itemName: '', unit: null, available: null } as const

/**
 * Sorts the server's field errors ("lines.1.itemId") to the cells they are about. The server counts only the lines it
 * was sent. What is about no cell stays under its own path.
 */
export function errorsByCell(
  sent: readonly Pick<GridLine, 'key'>[],
  fields: Readonly<Record<string, string>>,
  columns: readonly { id: string }[],
): { cells: Record<string, string>; rest: Record<string, string> } {
  const cells: Record<string, string> = {}
  const rest: Record<string, string> = {}
  for (const [path, message] of Object.entries(fields)) {
    const [, index, field = 'itemId'] = /^lines\.(\d+)(?:\.(\w+))?$/.exec(path) ?? []
    const line = index === undefined ? undefined : sent[Number(index)]
    const cell = columns.some((column) => column.id === field) ? field : 'item'
    if (line) cells[cellKey(line, cell)] = message
    else rest[path] = message
  }
  return { cells, rest }
}
