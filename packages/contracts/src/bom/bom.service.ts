import type { Call } from '../core/context.ts'
import type { Bom, BomListInput, BomPage, CreateBomInput, GetBomInput } from './bom.schema.ts'

export interface BomQueries {
  /** Revisions, newest first. */
  list(call: Call, input: BomListInput): Promise<BomPage>
  /** A revision of an item's bill of materials, with what is there of each component; revision 0 when it has none. */
  get(call: Call, input: GetBomInput): Promise<Bom>
}

export interface BomCommands {
  /**
   * Adds the item's next revision. INVALID_INPUT where a component is not there or a unit does not convert,
   * RULE_VIOLATED with the path where the item would become a part of itself.
   */
  create(call: Call, input: CreateBomInput): Promise<Bom>
}
