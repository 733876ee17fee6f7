import type { Done } from '../auth/auth.schema.ts'
import type { Call } from '../core/context.ts'
import type { CsvImportInput, CsvImportResult } from '../core/csv-import.ts'
import type { ById, Count } from '../core/primitives.ts'
import type {
  BulkUpdateItemsInput,
  BulkUpdateItemsOutput,
  CreateItemInput,
  Item,
  ItemCountInput,
  ItemListInput,
  ItemPage,
  UpdateItemInput,
} from './item.schema.ts'

export interface ItemQueries {
  /** Search finds a part of a SKU or of a name and forgives typing errors; the best match comes first. */
  list(call: Call, input: ItemListInput): Promise<ItemPage>
  count(call: Call, input: ItemCountInput): Promise<Count>
  get(call: Call, input: ById): Promise<Item>
  export(call: Call, input: ItemCountInput): AsyncIterable<string>
}

export interface ItemCommands {
  /** In one transaction, by SKU; the same file again changes nothing. */
  import(call: Call, input: CsvImportInput): Promise<CsvImportResult>
  create(call: Call, input: CreateItemInput): Promise<Item>
  update(call: Call, input: UpdateItemInput): Promise<Item>
  bulkUpdate(call: Call, input: BulkUpdateItemsInput): Promise<BulkUpdateItemsOutput>
  /** Deletes an item nothing refers to; refused otherwise, with the advice to deactivate. */
  remove(call: Call, input: ById): Promise<Done>
}
