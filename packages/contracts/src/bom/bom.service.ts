import type { Done } from '../auth/auth.schema.ts'
import type { Call } from '../core/context.ts'
import type { CsvImportInput, CsvImportResult } from '../core/csv-import.ts'
import type { BomExplosion, ExplodeBomInput, WhereUsed, WhereUsedInput } from './bom.explosion.schema.ts'
import type {
  Bom,
  BomComparison,
  BomExportInput,
  BomListInput,
  BomPage,
  BomRevisionInput,
  CompareBomInput,
  CreateBomInput,
  GetBomInput,
  ReleaseBomInput,
  UpdateBomInput,
} from './bom.schema.ts'

export interface BomQueries {
  /** Revisions, newest first. */
  list(call: Call, input: BomListInput): Promise<BomPage>
  /** A revision of an item's bill of materials, with what is there of each component; revision 0 when it has none. */
  get(call: Call, input: GetBomInput): Promise<Bom>
  /**
   * All that so many of an item take, down all levels, with what it costs and what is short.
   * RULE_VIOLATED beyond 20,000 lines; the items alone have no such bound, so ask for fewer levels.
   */
  explode(call: Call, input: ExplodeBomInput): Promise<BomExplosion>
  /** What takes an item, and what takes that, with how much for one of each. */
  whereUsed(call: Call, input: WhereUsedInput): Promise<WhereUsed>
  compare(call: Call, input: CompareBomInput): Promise<BomComparison>
  export(call: Call, input: BomExportInput): AsyncIterable<string>
}

export interface BomCommands {
  /**
   * Adds the item's next revision, released unless it is asked for as a draft. INVALID_INPUT where a component is not there
   * or a unit does not convert, RULE_VIOLATED with the path where the item would become a part of itself, CONFLICT while
   * another is being drafted.
   */
  create(call: Call, input: CreateBomInput): Promise<Bom>
  /** Changes a draft; WRONG_STATE for what is released. */
  update(call: Call, input: UpdateBomInput): Promise<Bom>
  /** From here on it never changes, and counts from its day on. */
  release(call: Call, input: ReleaseBomInput): Promise<Bom>
  /** Throws a draft away. */
  discard(call: Call, input: BomRevisionInput): Promise<Done>
  /** Each item's lines become its next revision; those that say what is there already change nothing. */
  import(call: Call, input: CsvImportInput): Promise<CsvImportResult>
}
