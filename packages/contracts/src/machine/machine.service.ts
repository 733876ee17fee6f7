import type { Done } from '../auth/auth.schema.ts'
import type { Call } from '../core/context.ts'
import type { CsvImportInput, CsvImportResult } from '../core/csv-import.ts'
import type { ById } from '../core/primitives.ts'
import type { Board, BoardInput, UnscheduledInput, UnscheduledPage } from './board.schema.ts'
import type {
  Capacity,
  CapacityInput,
  CreateMachineInput,
  MachineDetail,
  MachineExportInput,
  MachineListInput,
  MachinePage,
  Reasons,
  SetStateInput,
  StateList,
  StatesInput,
  UpdateMachineInput,
} from './machine.schema.ts'
import type { Performance, PerformanceInput } from './performance.schema.ts'

export interface MachineQueries {
  /** Search finds a part of a code or a name. */
  list(call: Call, input: MachineListInput): Promise<MachinePage>
  get(call: Call, input: ById): Promise<MachineDetail>
  export(call: Call, input: MachineExportInput): AsyncIterable<string>
  /** What it did between two instants, the first stretch first; they reach beyond where it did so already or still does. */
  states(call: Call, input: StatesInput): Promise<StateList>
  reasons(call: Call): Promise<Reasons>
  /** When it is open, and how much of that orders take. */
  capacity(call: Call, input: CapacityInput): Promise<Capacity>
  /** Machines with what is scheduled on them, and the calendars by which a move can be foreseen. */
  board(call: Call, input: BoardInput): Promise<Board>
  unscheduled(call: Call, input: UnscheduledInput): Promise<UnscheduledPage>
  /** Availability, performance, quality and OEE by machine, day and shift. */
  performance(call: Call, input: PerformanceInput): Promise<Performance>
}

export interface MachineCommands {
  /** In one transaction, by code; the same file again changes nothing. */
  import(call: Call, input: CsvImportInput): Promise<CsvImportResult>
  create(call: Call, input: CreateMachineInput): Promise<MachineDetail>
  update(call: Call, input: UpdateMachineInput): Promise<MachineDetail>
  /** Deletes a machine on which nothing was made or is to be made; refused otherwise, with the advice to deactivate. */
  remove(call: Call, input: ById): Promise<Done>
  /** Ends the stretch the machine was in and begins another. */
  setState(call: Call, input: SetStateInput): Promise<MachineDetail>
}
