import type { Done } from '../auth/auth.schema.ts'
import type { Call } from '../core/context.ts'
import type { ById } from '../core/primitives.ts'
import type {
  AddExceptionInput,
  CalendarException,
  CreateCalendarInput,
  MachineCalendar,
  MachineCalendarList,
  UpdateCalendarInput,
} from './calendar.schema.ts'

export interface MachineCalendarService {
  /** By name. */
  list(call: Call): Promise<MachineCalendarList>
  get(call: Call, input: ById): Promise<MachineCalendar>
  create(call: Call, input: CreateCalendarInput): Promise<MachineCalendar>
  /** What is scheduled stays where it is; the board says which orders the new shifts would have end at another time. */
  update(call: Call, input: UpdateCalendarInput): Promise<MachineCalendar>
  /** Refused while a machine goes by it. */
  remove(call: Call, input: ById): Promise<Done>
  addException(call: Call, input: AddExceptionInput): Promise<CalendarException>
  removeException(call: Call, input: ById): Promise<Done>
}
