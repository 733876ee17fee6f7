import { Done } from '../auth/auth.schema.ts'
import { ById } from '../core/primitives.ts'
import { command, query, router } from '../core/procedure.ts'
import {
  AddExceptionInput,
  CalendarException,
  CreateCalendarInput,
  MachineCalendar,
  MachineCalendarList,
  UpdateCalendarInput,
} from './calendar.schema.ts'

export const machineCalendarRouter = router({
  list: query({ permission: 'machine.read', summary: 'List work calendars', rest: 'GET /machine-calendars' })
    .output(MachineCalendarList)
    .query(({ ctx }) => ctx.services.machineCalendar.list(ctx.call)),
  get: query({ permission: 'machine.read', summary: 'One work calendar', rest: 'GET /machine-calendars/{id}' })
    .input(ById)
    .output(MachineCalendar)
    .query(({ ctx, input }) => ctx.services.machineCalendar.get(ctx.call, input)),
  create: command({
    permission: 'machine.write',
    summary: 'Create a work calendar',
    rest: 'POST /machine-calendars',
    status: 201,
  })
    .input(CreateCalendarInput)
    .output(MachineCalendar)
    .mutation(({ ctx, input }) => ctx.services.machineCalendar.create(ctx.call, input)),
  update: command({
    permission: 'machine.write',
    summary: 'Change a work calendar, its shifts from a day on',
    rest: 'PATCH /machine-calendars/{id}',
  })
    .input(UpdateCalendarInput)
    .output(MachineCalendar)
    .mutation(({ ctx, input }) => ctx.services.machineCalendar.update(ctx.call, input)),
  remove: command({
    permission: 'machine.write',
    summary: 'Delete a work calendar no machine goes by',
    rest: 'DELETE /machine-calendars/{id}',
  })
    .input(ById)
    .output(Done)
    .mutation(({ ctx, input }) => ctx.services.machineCalendar.remove(ctx.call, input)),
  addException: command({
    permission: 'machine.write',
    summary: 'Add a holiday, maintenance, closure or overtime to a calendar or a machine',
    rest: 'POST /calendar-exceptions',
    status: 201,
  })
    .input(AddExceptionInput)
    .output(CalendarException)
    .mutation(({ ctx, input }) => ctx.services.machineCalendar.addException(ctx.call, input)),
  removeException: command({
    permission: 'machine.write',
    summary: 'Take an exception out of a calendar',
    rest: 'DELETE /calendar-exceptions/{id}',
  })
    .input(ById)
    .output(Done)
    .mutation(({ ctx, input }) => ctx.services.machineCalendar.removeException(ctx.call, input)),
})
