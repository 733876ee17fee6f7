import type { CsvImportResult } from '@framewright/contracts/core/csv-import'
import type { ErrorBody } from '@framewright/contracts/errors'
import { restoreSession } from './renew.ts'
import { clientHeaders } from './trpc-attempts.ts'

/** A refusal in the shape that `errorBody` reads. */
class Refused extends Error {
  readonly data: { error: ErrorBody }

  constructor(error: ErrorBody) {
    super(error.message)
    this.data = { error }
  }
}

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
  const body: unknown = await response.json()
  if (!response.ok) throw new Refused(body as ErrorBody)
  return body as CsvImportResult
}
