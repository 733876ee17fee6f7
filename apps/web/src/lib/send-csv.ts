import type { CsvImportResult } from '@framewright/contracts/core/csv-import'
import { readAnswer } from './fetch-file.ts'
import { restoreSession } from './renew.ts'
import { clientHeaders } from './trpc-attempts.ts'

/** Where the API takes files of its own kind. */
export type ImportPath =
  | '/api/inventory/products/import'
  | '/api/inventory/customers/import'
  | '/api/suppliers/import'
  | '/api/machines/import'
  | '/api/boms/import'
  | '/api/sales/import/invoices/csv'

/** Sends a file as it is: files are larger than what calls carry. */
export async function sendCsv(
  path: ImportPath,
  file: File,
  options: { dryRun?: boolean; partial?: boolean },
): Promise<CsvImportResult> {
  // A plain request cannot renew the session on its way, as the API's client does.
  await restoreSession()
  const query = new URLSearchParams({ fileName: file.name.slice(-200) })
  for (const [name, value] of Object.entries(options)) query.set(name, String(value))
  const response = await fetch(`${path}?${query}`, {
    method: 'POST',
    headers: { ...clientHeaders(), 'content-type': 'text/csv' },
    body: file,
  })
  return (await readAnswer(response)).json() as Promise<CsvImportResult>
}
