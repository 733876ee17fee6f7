import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { z } from 'zod'
import { UsageError } from '../failure.ts'
import type { Field } from '../field.ts'
import { reportColumns } from '../report.ts'
import { Mapping } from './mapping.schema.ts'

/**
 * Reads and checks a mapping file.
 * @throws UsageError naming every place in it that is wrong.
 */
export async function readMappingFile(path: string): Promise<Mapping> {
  const parsed = Mapping.safeParse(await readJson(path))
  if (parsed.success) return parsed.data
  const wrong = parsed.error.issues.map((issue) => `  ${issue.path.join('.') || 'the file'}: ${sentence(issue)}`)
  throw new UsageError(`The mapping ${basename(path)} is wrong:\n${wrong.join('\n')}`)
}

/** @throws UsageError when there is no such file or it is not JSON. */
export async function readJson(path: string): Promise<unknown> {
  const content = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(error.code === 'ENOENT' ? `There is no file ${path}.` : `${path}: ${error.message}`)
  })
  try {
    return JSON.parse(content.replace(/^\ufeff/, ''))
  } catch (error) {
    throw new UsageError(`${path} is not JSON: ${(error as Error).message}`)
  }
}

const sentence = (issue: z.core.$ZodIssue): string => issue.message

/** What `--map` says: field by column; an empty field leaves the column out. */
export type ColumnMap = ReadonlyMap<string, string>

/**
 * The mapping to read a file by. A mapping file says all there is to read, and `--map` changes single fields of it; without
 * one, every column must be a field by its name, or be mapped or left out by `--map`.
 * @throws UsageError for a field that this kind does not have and for a column nobody has said anything of.
 */
export function settleMapping(
  given: Mapping | undefined,
  columns: ColumnMap,
  header: readonly string[],
  fields: readonly Field[],
  kind: string,
): Mapping {
  const names = new Map(fields.map((field) => [plain(field.name), field.name]))
  const fieldNames = fields.map((field) => field.name).join(', ')
  const nameOf = (field: string): string => {
    const name = names.get(plain(field))
    if (name === undefined) throw new UsageError(`"${field}" is not a field of ${kind}. The fields are ${fieldNames}.`)
    return name
  }
  const mapping: Mapping = { lookups: {}, ...given, fields: {} }
  for (const [field, value] of Object.entries(given?.fields ?? {})) mapping.fields[nameOf(field)] = value

  for (const [column, field] of columns) {
    if (!header.includes(column))
      throw new UsageError(`--map ${column}=${field}: the file has no column "${column}". It has ${header.join(', ')}.`)
    if (field !== '') mapping.fields[nameOf(field)] = column
  }
  if (given !== undefined) return mapping

  const unknown: string[] = []
  for (const column of header) {
    if (columns.has(column) || column === '' || reportColumns.includes(column)) continue
    const name = names.get(plain(column))
    if (name === undefined) unknown.push(column)
    else mapping.fields[name] ??= column
  }
  if (unknown.length > 0) {
    const first = unknown[0] ?? ''
    throw new UsageError(
      `${unknown.length === 1 ? 'This column is' : 'These columns are'} not a field of ${kind}: ${unknown.join(', ')}.\n` +
        `The fields are ${fieldNames}.\n` +
        `Say which field a column is with --map "${first}=field", or leave it out with --map "${first}=".`,
    )
  }
  return mapping
}

/** Finds the field that a column is by its name. */
export function fieldFinder(fields: readonly Field[]): (column: string) => string | undefined {
  const names = new Map(fields.map((field) => [plain(field.name), field.name]))
  return (column) => names.get(plain(column))
}

/** "Unit price", "unit_price" and "unitPrice" are one name. */
const plain = (name: string) => name.toLowerCase().replace(/[\s_-]/g, '')
