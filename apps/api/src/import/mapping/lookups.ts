import { basename, dirname, resolve } from 'node:path'
import { inspectCsv, readCsv } from '../csv/reader.ts'
import { UsageError } from '../failure.ts'
import type { Mapping } from './mapping.schema.ts'

/** A file that rows are looked up in, held in memory by its key: meant for what is small, not for what is imported. */
export interface Lookup {
  file: string
  key: string
  header: string[]
  rows: Map<string, string[]>
}

/** A name in a mapping is relative to the folder of the imported file, since exports lie together. */
export const besides = (importedFile: string, file: string): string => resolve(dirname(importedFile), file)

/**
 * Reads the files a mapping looks things up in.
 * @throws UsageError when one of them is missing, lacks its key's column, or has a key twice.
 */
export async function readLookups(mapping: Mapping, importedFile: string): Promise<Map<string, Lookup>> {
  const lookups = new Map<string, Lookup>()
  for (const [name, { file, key }] of Object.entries(mapping.lookups)) {
    const path = besides(importedFile, file)
    const shape = await inspectCsv(path, mapping.delimiter)
    const at = shape.header.indexOf(key)
    if (at < 0) throw noColumn(key, path, shape.header)
    const rows = new Map<string, string[]>()
    for await (const block of readCsv(shape)) {
      for (const { values, line } of block) {
        const value = values[at]?.trim() ?? ''
        if (rows.has(value)) throw new UsageError(`${basename(path)}, line ${line}: ${key} ${value} is there twice.`)
        rows.set(value, values)
      }
    }
    lookups.set(name, { file: basename(path), key, header: shape.header, rows })
  }
  return lookups
}

export function noColumn(column: string, path: string, header: readonly string[]): UsageError {
  return new UsageError(
    `There is no column "${column}" in ${basename(path)}. Its columns are ${header.filter(Boolean).join(', ')}.`,
  )
}
