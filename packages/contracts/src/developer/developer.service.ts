import type { Call } from '../core/context.ts'
import type {
  ClearConfirmation,
  Cleared,
  ClearInput,
  ConfirmClearInput,
  DeveloperTables,
  ResetSequencesInput,
  SequencesReset,
} from './developer.schema.ts'

/** The data tools of a SUPERADMIN, for people only: no API key comes here. */
export interface DeveloperService {
  tables(call: Call): Promise<DeveloperTables>
  /** Says what must be typed to clear these tables; refused where others still refer to them, naming those. */
  confirmClear(call: Call, input: ConfirmClearInput): Promise<ClearConfirmation>
  /** Empties the tables in one transaction, or none. The caller's own account stays. */
  clear(call: Call, input: ClearInput): Promise<Cleared>
  /** Refused for a number that would be given again: at or below what exists, or what the history tells of. */
  resetSequences(call: Call, input: ResetSequencesInput): Promise<SequencesReset>
}
