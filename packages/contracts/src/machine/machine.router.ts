import { z } from 'zod'
import { Done } from '../auth/auth.schema.ts'
import { CsvImportInput, CsvImportResult } from '../core/csv-import.ts'
import { ById } from '../core/primitives.ts'
import { command, query, router, streamOf } from '../core/procedure.ts'
import { Board, BoardInput, UnscheduledInput, UnscheduledPage } from './board.schema.ts'
import {
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
import { Performance, PerformanceInput } from './performance.schema.ts'

const read = 'machine.read'
const write = 'machine.write'

const list = (summary: string, rest: 'GET /machines' | 'GET /erp/machines') =>
  query({ permission: read, summary, rest })
    .input(MachineListInput)
    .output(MachinePage)
    .query(({ ctx, input }) => ctx.services.machine.list(ctx.call, input))

export const machineRouter = router({
  list: list('List machines', 'GET /machines'),
  erpList: list('List machines, for other systems', 'GET /erp/machines'),
  get: query({ permission: read, summary: 'One machine', rest: 'GET /machines/{id}' })
    .input(ById)
    .output(MachineDetail)
    .query(({ ctx, input }) => ctx.services.machine.get(ctx.call, input)),
  create: command({ permission: write, summary: 'Create a machine', rest: 'POST /machines', status: 201 })
    .input(CreateMachineInput)
    .output(MachineDetail)
    .mutation(({ ctx, input }) => ctx.services.machine.create(ctx.call, input)),
  update: command({ permission: write, summary: 'Change a machine', rest: 'PATCH /machines/{id}' })
    .input(UpdateMachineInput)
    .output(MachineDetail)
    .mutation(({ ctx, input }) => ctx.services.machine.update(ctx.call, input)),
  remove: command({ permission: write, summary: 'Delete a machine never used', rest: 'DELETE /machines/{id}' })
    .input(ById)
    .output(Done)
    .mutation(({ ctx, input }) => ctx.services.machine.remove(ctx.call, input)),
  import: command({
    permission: write,
    summary: 'Import machines from CSV: changes what is there, makes what is not',
    rest: 'POST /machines/import',
    consumes: 'text/csv',
    status: 200,
  })
    .input(CsvImportInput)
    .output(CsvImportResult)
    .mutation(({ ctx, input }) => ctx.services.machine.import(ctx.call, input)),
  export: query({
    permission: read,
    summary: 'Export machines as CSV',
    rest: 'GET /machines/export',
    produces: 'text/csv',
  })
    .input(MachineExportInput)
    .output(streamOf(z.string()))
    .query(({ ctx, input }) => ctx.services.machine.export(ctx.call, input)),
  setState: command({
    permission: ['machine.state', write],
    summary: 'Say what a machine does now',
    rest: 'POST /machines/{id}/state',
    status: 200,
  })
    .input(SetStateInput)
    .output(MachineDetail)
    .mutation(({ ctx, input }) => ctx.services.machine.setState(ctx.call, input)),
  states: query({
    permission: read,
    summary: 'What a machine did, stretch by stretch',
    rest: 'GET /machines/{id}/states',
  })
    .input(StatesInput)
    .output(StateList)
    .query(({ ctx, input }) => ctx.services.machine.states(ctx.call, input)),
  reasons: query({ permission: read, summary: 'Reasons given lately for a state', rest: 'GET /machines/reasons' })
    .output(Reasons)
    .query(({ ctx }) => ctx.services.machine.reasons(ctx.call)),
  capacity: query({
    permission: read,
    summary: 'When a machine is open, and how full',
    rest: 'GET /machines/{id}/capacity',
  })
    .input(CapacityInput)
    .output(Capacity)
    .query(({ ctx, input }) => ctx.services.machine.capacity(ctx.call, input)),
  board: query({
    permission: read,
    summary: 'Machines with what is scheduled on them',
    rest: 'GET /machines/board',
  })
    .input(BoardInput)
    .output(Board)
    .query(({ ctx, input }) => ctx.services.machine.board(ctx.call, input)),
  unscheduled: query({
    permission: read,
    summary: 'Production orders that wait for a place on a machine',
    rest: 'GET /machines/unscheduled',
  })
    .input(UnscheduledInput)
    .output(UnscheduledPage)
    .query(({ ctx, input }) => ctx.services.machine.unscheduled(ctx.call, input)),
  performance: query({
    permission: read,
    summary: 'Utilisation and OEE by machine, day and shift',
    rest: 'GET /machines/performance',
  })
    .input(PerformanceInput)
    .output(Performance)
    .query(({ ctx, input }) => ctx.services.machine.performance(ctx.call, input)),
})
