import type { Done } from '../auth/auth.schema.ts'
import type { Call } from '../core/context.ts'
import type { CsvImportInput, CsvImportResult } from '../core/csv-import.ts'
import type { ById, Count } from '../core/primitives.ts'
import type {
  CreateCustomerInput,
  Customer,
  CustomerExportInput,
  CustomerListInput,
  CustomerPage,
  MergeInput,
  UpdateCustomerInput,
} from './customer.schema.ts'

/** Without `customer.read` a caller sees and touches only their own customers. */
export interface CustomerQueries {
  /** Search finds a part of a code, a name or an e-mail address. */
  list(call: Call, input: CustomerListInput): Promise<CustomerPage>
  count(call: Call, input: CustomerExportInput): Promise<Count>
  get(call: Call, input: ById): Promise<Customer>
  export(call: Call, input: CustomerExportInput): AsyncIterable<string>
}

export interface CustomerCommands {
  /** In one transaction, by code; the same file again changes nothing. */
  import(call: Call, input: CsvImportInput): Promise<CsvImportResult>
  create(call: Call, input: CreateCustomerInput): Promise<Customer>
  update(call: Call, input: UpdateCustomerInput): Promise<Customer>
  /** Deletes a customer no document refers to; refused otherwise, with the advice to deactivate. */
  remove(call: Call, input: ById): Promise<Done>
  merge(call: Call, input: MergeInput): Promise<Customer>
}
