import type { Call } from '../core/context.ts'
import type { PdfFile } from '../core/files.ts'
import type { ById, Count } from '../core/primitives.ts'
import type { OutputInput } from './output.schema.ts'
import type {
  CreateProductionOrderInput,
  ProductionOrder,
  ProductionOrderCountInput,
  ProductionOrderListInput,
  ProductionOrderPage,
  ReleaseInput,
  ReservedProductionOrder,
  UpdateProductionOrderInput,
} from './production-order.schema.ts'
import type { ProductionSettings, ProductionSettingsInput } from './settings.schema.ts'

export interface ProductionOrderQueries {
  /** Search finds a part of a number, or of the item's SKU or name. */
  list(call: Call, input: ProductionOrderListInput): Promise<ProductionOrderPage>
  count(call: Call, input: ProductionOrderCountInput): Promise<Count>
  get(call: Call, input: ById): Promise<ProductionOrder>
  /** To go along with the work: a task's code opens it at the bench. */
  jobCard(call: Call, input: ById): Promise<PdfFile>
  /** What is reserved and not taken yet, in the order one walks, and what is missing. */
  pickList(call: Call, input: ById): Promise<PdfFile>
  settings(call: Call): Promise<ProductionSettings>
}

export interface ProductionOrderCommands {
  create(call: Call, input: CreateProductionOrderInput): Promise<ProductionOrder>
  update(call: Call, input: UpdateProductionOrderInput): Promise<ProductionOrder>
  /** Deletes a draft; WRONG_STATE for any other. */
  remove(call: Call, input: ById): Promise<{ ok: true }>
  /**
   * Copies the bill of materials in force and reserves the materials: all, or INSUFFICIENT_STOCK naming every short item;
   * with `partial` what there is, and the answer names what is short.
   */
  release(call: Call, input: ReleaseInput): Promise<ReservedProductionOrder>
  /** Reserves what there is by now of what is still missing. */
  reserve(call: Call, input: ById): Promise<ReservedProductionOrder>
  start(call: Call, input: ById): Promise<ProductionOrder>
  /**
   * What was made: consumes the materials in proportion, puts the good ones into STORAGE and the lost ones into SCRAP.
   * RULE_VIOLATED beyond what is left, INSUFFICIENT_STOCK where a material was not reserved and is not there.
   */
  output(call: Call, input: OutputInput): Promise<ProductionOrder>
  hold(call: Call, input: ById): Promise<ProductionOrder>
  resume(call: Call, input: ById): Promise<ProductionOrder>
  /** Refused while anything is left to be made. Releases what is still reserved, as the next two do. */
  complete(call: Call, input: ById): Promise<ProductionOrder>
  /** Completes it with less than was planned. */
  completeShort(call: Call, input: ById): Promise<ProductionOrder>
  /** Refused once something was made. */
  cancel(call: Call, input: ById): Promise<ProductionOrder>
  close(call: Call, input: ById): Promise<ProductionOrder>
  changeSettings(call: Call, input: ProductionSettingsInput): Promise<ProductionSettings>
}
