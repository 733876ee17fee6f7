import type { Call } from '../core/context.ts'
import type { ById } from '../core/primitives.ts'
import type { CreateItemInput, Item, ItemListInput, ItemPage } from './item.schema.ts'

export interface ItemQueries {
  /** Search finds a part of a SKU or of a name. */
  list(call: Call, input: ItemListInput): Promise<ItemPage>
  get(call: Call, input: ById): Promise<Item>
}

export interface ItemCommands {
  create(call: Call, input: CreateItemInput): Promise<Item>
}
