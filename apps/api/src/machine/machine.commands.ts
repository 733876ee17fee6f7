import { DomainError, invalid, ruleViolated } from '@framewright/contracts/errors'
import type { CreateMachineInput, UpdateMachineInput } from '@framewright/contracts/machine/machine.schema'
import type { MachineCommands, MachineQueries } from '@framewright/contracts/machine/machine.service'
import type { Deps } from '../core/deps.ts'
import { definedOnly } from '../core/objects.ts'
import type { Tx } from '../core/sql.ts'
import { requireVersion } from '../core/versions.ts'
import { importCsv } from '../import/import-csv.ts'
import { kinds } from '../import/kinds.ts'
import { lockMachine, requireFreeCode } from './machine.rows.ts'
import { beginStates, changeState } from './machine.state.ts'

export function machineCommands(deps: Deps, queries: MachineQueries): MachineCommands {
  const { commands, clock } = deps
  return {
    import: (call, input) => importCsv(deps, call, kinds.machine, input),

    create(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const { items, ...fields } = input
          await requireFreeCode(tx, fields.code)
          await requireNamed(tx, input)
          const now = clock.now()
          const { id } = await tx.machine.create({
            data: { ...definedOnly(fields), code: fields.code, name: fields.name, createdAt: now, stateSince: now },
            select: { id: true },
          })
          await setCycles(tx, id, items ?? [])
          await beginStates(tx, id, call.caller.userId, now)
          emit({ entity: 'machine', id, what: 'created', payload: { code: input.code, name: input.name } })
          return { id }
        },
        (machine) => queries.get(call, machine),
      )
    },

    update(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const current = await lockMachine(tx, input.id)
          requireVersion(input.version, current.version)
          const { id, version: _, items, ...fields } = input
          if (fields.code !== undefined && fields.code.toLowerCase() !== current.code.toLowerCase()) {
            await requireFreeCode(tx, fields.code)
          }
          await requireNamed(tx, input)
          if (fields.active === false && current.active) await requireIdle(tx, current)
          const changes = definedOnly(fields)
          const changed = [...Object.keys(changes), ...(items === undefined ? [] : ['items'])]
          if (changed.length === 0) return { id }
          if (items !== undefined) await setCycles(tx, id, items)
          await tx.machine.update({ where: { id }, data: { ...changes, version: { increment: 1 } } })
          emit({ entity: 'machine', id, what: 'updated', payload: { code: current.code, changed } })
          return { id }
        },
        (machine) => queries.get(call, machine),
      )
    },

    remove(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const { id, code, name } = await lockMachine(tx, input.id)
          const order = await tx.productionOrder.findFirst({ where: { machineId: id }, select: { number: true } })
          const output =
            order ?? (await tx.productionOutput.findFirst({ where: { machineId: id }, select: { id: true } }))
          if (output !== null) {
            const why = order === null ? 'Pieces were made on' : `${order.number} is planned or was made on`
            throw new DomainError(
              'CONFLICT',
              `${why} ${name}, so it cannot be deleted. Deactivate it instead: nothing more is then planned on it.`,
              { entity: 'machine', id, referredBy: order === null ? 'productionOutput' : 'productionOrder' },
            )
          }
          await tx.machine.delete({ where: { id } })
          emit({ entity: 'machine', id, what: 'removed', payload: { code, name } })
          return null
        },
        async () => ({ ok: true as const }),
      )
    },

    setState(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          await changeState(tx, emit, call, await lockMachine(tx, input.id), input, clock.now())
          return { id: input.id }
        },
        (machine) => queries.get(call, machine),
      )
    },
  }
}

/** What a machine names is there. */
async function requireNamed(tx: Tx, input: CreateMachineInput | UpdateMachineInput): Promise<void> {
  const { departmentId, locationId, calendarId, items = [] } = input
  const select = { id: true } as const
  if (departmentId != null && (await tx.department.findUnique({ where: { id: departmentId }, select })) === null) {
    throw invalid('departmentId', `There is no department ${departmentId}`)
  }
  if (locationId != null && (await tx.location.findUnique({ where: { id: locationId }, select })) === null) {
    throw invalid('locationId', `There is no location ${locationId}`)
  }
  if (calendarId != null && (await tx.machineCalendar.findUnique({ where: { id: calendarId }, select })) === null) {
    throw invalid('calendarId', `There is no calendar ${calendarId}`)
  }
  const ids = items.map((item) => item.itemId)
  const found = await tx.item.findMany({ where: { id: { in: ids } }, select })
  const known = new Set(found.map((item) => item.id))
  for (const [at, id] of ids.entries()) {
    if (!known.has(id)) throw invalid(`items.${at}.itemId`, `There is no item ${id}`)
  }
}

/** A machine that orders are scheduled on stays in use. */
async function requireIdle(tx: Tx, machine: { id: number; name: string }): Promise<void> {
  const order = await tx.productionOrder.findFirst({
    where: {
      machineId: machine.id,
      scheduledStart: { not: null },
      status: { in: ['DRAFT', 'RELEASED', 'IN_PROGRESS', 'ON_HOLD'] },
    },
    select: { number: true },
  })
  if (order === null) return
  throw ruleViolated(
    'machine.scheduled',
    `${order.number} is scheduled on ${machine.name}. Move what is scheduled there first.`,
    { number: order.number },
  )
}

async function setCycles(tx: Tx, machineId: number, items: readonly { itemId: number; cycleSeconds: string }[]) {
  await tx.machineItem.deleteMany({ where: { machineId } })
  await tx.machineItem.createMany({ data: items.map((item) => ({ machineId, ...item })) })
}
