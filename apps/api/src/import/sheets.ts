import { basename } from 'node:path'
import { type CsvShape, inspectCsv } from './csv/reader.ts'
import { UsageError } from './failure.ts'
import type { Field } from './field.ts'
import type { Kind } from './kind.ts'
import { compileConditions, compileValue, type Scope, type Take } from './mapping/compile.ts'
import { besides, readLookups } from './mapping/lookups.ts'
import type { Mapping } from './mapping/mapping.schema.ts'
import { type ColumnMap, settleMapping } from './mapping/read-mapping.ts'

/** One file on its way into one staging table. */
export interface Sheet {
  table: 'staged' | 'staged_order'
  shape: CsvShape
  columns: { field: Field; take: Take; required: boolean }[]
  /** What ties a line to its order; undefined where a row is a document. */
  orderKey: Take | undefined
  /** Rows for which it does not hold are skipped. */
  keep: ((row: readonly string[], problems: string[]) => boolean) | undefined
}

/** The files of an import and what is read from them. The first is the one that was named. */
export interface Sheets {
  sheets: [Sheet, ...Sheet[]]
  /** Orders are gathered from their lines, since they have no file of their own. */
  gathered: boolean
}

/** How a person wants a file read. */
export interface Reading {
  file: string
  mapping?: Mapping | undefined
  columns?: ColumnMap | undefined
  delimiter?: string | undefined
}

/**
 * Settles what is read from which column, before any row is.
 * @throws UsageError for a file, column or field that does not exist, and for a required field nothing is read for.
 */
export async function planSheets(kind: Kind, reading: Reading): Promise<Sheets> {
  const delimiter = reading.delimiter ?? reading.mapping?.delimiter
  const shape = await inspectCsv(reading.file, delimiter)
  const all = [...(kind.orderFields ?? []), ...kind.fields]
  const mapping = settleMapping(reading.mapping, reading.columns ?? new Map(), shape.header, all, kind.name)
  const lookups = await readLookups(mapping, reading.file)
  const scope: Scope = { path: shape.path, header: shape.header, lookups }
  const main: Sheet = {
    table: 'staged',
    shape,
    columns: [],
    orderKey: undefined,
    keep: mapping.where === undefined ? undefined : compileConditions(mapping.where, scope),
  }
  requireFields(kind, all, mapping)

  if (kind.orderFields === undefined) {
    if (mapping.header) throw new UsageError(`A mapping for ${kind.plural} has no header: they have no lines.`)
    main.columns = columnsOf(kind.fields, mapping, scope)
    return { sheets: [main], gathered: false }
  }

  const { header } = mapping
  if (header === undefined) {
    // An export often names the order's own values on its first line only, so that a line may lack them.
    const orderColumns = columnsOf(kind.orderFields, mapping, scope).map((one) => ({ ...one, required: false }))
    main.columns = [...orderColumns, ...columnsOf(kind.fields, mapping, scope)]
    main.orderKey = orderColumns.find((one) => one.field.name === kind.orderKey)?.take
    return { sheets: [main], gathered: true }
  }

  const headerShape = await inspectCsv(besides(reading.file, header.file), delimiter)
  const headerScope: Scope = { path: headerShape.path, header: headerShape.header, lookups }
  main.columns = columnsOf(kind.fields, mapping, scope)
  main.orderKey = compileValue(header.lineKey, scope)
  const orders: Sheet = {
    table: 'staged_order',
    shape: headerShape,
    columns: columnsOf(kind.orderFields, mapping, headerScope),
    orderKey: compileValue(header.key, headerScope),
    keep: undefined,
  }
  return { sheets: [main, orders], gathered: false }
}

function columnsOf(fields: readonly Field[], mapping: Mapping, scope: Scope): Sheet['columns'] {
  return fields.flatMap((field) => {
    const value = mapping.fields[field.name]
    if (value === undefined) return []
    return [{ field, take: compileValue(value, scope), required: field.required === true }]
  })
}

function requireFields(kind: Kind, fields: readonly Field[], mapping: Mapping): void {
  const missing = fields.filter((field) => field.required && mapping.fields[field.name] === undefined)
  if (missing.length === 0) return
  const names = missing.map((field) => field.name).join(', ')
  throw new UsageError(
    `Nothing in the file says the ${missing.length === 1 ? 'field' : 'fields'} ${names}, which ${kind.plural} need. ` +
      `Name a column of it with --map "column=${missing[0]?.name}".`,
  )
}

/** The file's name as a person knows it. */
export const nameOf = (sheet: Sheet): string => basename(sheet.shape.path)
