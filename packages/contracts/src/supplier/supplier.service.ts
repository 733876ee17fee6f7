import type { Done } from '../auth/auth.schema.ts'
import type { Call } from '../core/context.ts'
import type { CsvImportInput, CsvImportResult } from '../core/csv-import.ts'
import type { ById } from '../core/primitives.ts'
import type { MergeInput } from '../customer/customer.schema.ts'
import type {
  CreateSupplierInput,
  Supplier,
  SupplierExportInput,
  SupplierListInput,
  SupplierPage,
  UpdateSupplierInput,
} from './supplier.schema.ts'

export interface SupplierQueries {
  /** Search finds a part of a code or a name. */
  list(call: Call, input: SupplierListInput): Promise<SupplierPage>
  get(call: Call, input: ById): Promise<Supplier>
  export(call: Call, input: SupplierExportInput): AsyncIterable<string>
}

export interface SupplierCommands {
  /** In one transaction, by code; the same file again changes nothing. */
  import(call: Call, input: CsvImportInput): Promise<CsvImportResult>
  create(call: Call, input: CreateSupplierInput): Promise<Supplier>
  update(call: Call, input: UpdateSupplierInput): Promise<Supplier>
  /** Deletes a supplier no document refers to; refused otherwise, with the advice to deactivate. */
  remove(call: Call, input: ById): Promise<Done>
  /** The duplicate's documents become this supplier's, and it goes. */
  merge(call: Call, input: MergeInput): Promise<Supplier>
}
