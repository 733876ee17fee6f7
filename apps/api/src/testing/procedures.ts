import { appRouter } from '@framewright/contracts/app.router'
import type { Access, ProcedureMeta } from '@framewright/contracts/core/procedure'
import type { AnyProcedure } from '@trpc/server'
import { z } from 'zod'
import type { Api } from './shop.ts'

/** A procedure as a table of all of them wants it. */
export interface Listed {
  /** Its path: "salesOrder.confirm". */
  name: string
  access: Access
  input: z.core.$ZodType | undefined
  output: z.core.$ZodType | undefined
}

/** Every procedure of the API, by name. */
export const procedures: readonly Listed[] = Object.entries(
  appRouter._def.procedures as unknown as Record<string, AnyProcedure>,
)
  .map(([name, { _def }]) => {
    const { meta, inputs, output } = _def as unknown as {
      meta: ProcedureMeta
      inputs: z.core.$ZodType[]
      output?: z.core.$ZodType
    }
    return { name, access: meta.permission, input: inputs[0], output }
  })
  .sort((a, b) => a.name.localeCompare(b.name, 'en'))

/** They tell what happens next: to wait for it would be to wait for ever. */
const feeds = new Set(['live.events', 'invoice.live'])

/** Calls a procedure by its path. What it streams is read as far as its first piece; a live feed is only opened. */
export async function callByName(api: Api, name: string, input: unknown): Promise<unknown> {
  const [router = '', procedure = ''] = name.split('.')
  const call = (api as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>)[router]
  const result = await call?.[procedure]?.(input)
  if (typeof result !== 'object' || result === null || !(Symbol.asyncIterator in result)) return result
  const pieces = (result as AsyncIterable<unknown>)[Symbol.asyncIterator]()
  const first = feeds.has(name) ? undefined : (await pieces.next()).value
  await pieces.return?.()
  return first
}

/** An identifier that nothing has: a command that gets this far finds nothing to change. */
const absentId = 999_999_999

const trades: Record<string, string> = { GLAZER: 'GLAZING', INSTALLER: 'INSTALLATION' }

/** A badge held to a fulfilment's label. */
const scan = { fulfilmentId: absentId, badge: 'none' }

const aDay = { from: '2026-01-30T00:00:00Z', to: '2026-01-31T00:00:00Z' }
/** A plan of something that is not there. */
const planInput = {
  ...{ name: 'Plausible', type: 'INCOMING', itemId: absentId },
  characteristics: [{ name: 'Looks', kind: 'PASS_FAIL' }],
}

/** What a schema alone does not say, for somebody of a role. */
const plausibleInputs: Record<string, (role: string | null) => object> = {
  'push.subscribe': () => ({
    endpoint: 'https://push.example.com/PLAUSIBLE',
    p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    auth: 'BTBZMqHH6r4Tts7J_aSIgg',
    topics: ['ASSIGNED'],
  }),
  'apiKey.create': () => ({ name: 'A key', scopes: ['frame.read'] }),
  'assembly.create': () => ({ frameId: absentId }),
  'attachment.create': () => ({ entity: 'item', entityId: absentId, name: 'a.txt', file: new Uint8Array([65]) }),
  'avatar.set': () => ({ file: new Uint8Array([65]) }),
  'customerReturn.create': () => ({
    salesOrderId: absentId,
    reason: 'Broken',
    lines: [{ lineId: absentId, quantity: '1' }],
  }),
  'developer.clear': () => ({ tables: ['no_such_table'], token: 'none', phrase: 'none' }),
  // Without a document it is the feed of everything, which asks for a permission of its own.
  'event.list': () => ({ entity: 'frame' }),
  'glazing.create': () => ({ frameId: absentId }),
  'installation.create': () => ({ frameId: absentId }),
  'fulfilment.outstanding': () => ({ salesOrderId: absentId }),
  'fulfilment.create': () => ({ salesOrderId: absentId }),
  'fulfilment.startPicking': () => scan,
  'fulfilment.completePicking': () => scan,
  'fulfilment.startPacking': () => scan,
  'fulfilment.completePacking': () => scan,
  'fulfilment.startDelivery': () => ({ ...scan, deliveryType: 'DIRECT' }),
  'fulfilment.completeDelivery': () => scan,
  'fulfilment.handOver': () => ({ ...scan, deliveryType: 'DIRECT' }),
  'fulfilment.identify': () => ({ badge: 'none' }),
  'machine.board': () => aDay,
  'machine.capacity': () => ({ id: absentId, ...aDay }),
  'machine.setState': () => ({ id: absentId, state: 'IDLE' }),
  'machine.states': () => ({ id: absentId, ...aDay }),
  'machineCalendar.addException': () => ({ calendarId: absentId, kind: 'CLOSED', name: 'Closed', ...aDay }),
  'machineCalendar.create': () => ({
    name: 'Week',
    shifts: [{ name: 'Day', days: [1, 2, 3, 4, 5], from: '08:00', to: '16:00' }],
  }),
  'inspection.delivery': () => ({ fulfilmentId: absentId }),
  'inspection.outgoing': () => ({ fulfilmentId: absentId }),
  'inspectionPlan.create': () => planInput,
  'inspectionPlan.update': () => ({ ...planInput, id: absentId }),
  'productionOrder.output': () => ({ productionOrderId: absentId, quantity: '1' }),
  'productionPlan.create': () => ({ salesOrderId: absentId }),
  'productionPlan.preview': () => ({ salesOrderId: absentId }),
  'task.create': (role) => ({ frameId: absentId, kind: trades[role ?? ''] ?? 'ASSEMBLY' }),
}

/** Input that a procedure takes from somebody of that role, about documents that do not exist. */
export function plausibleInput({ name, input }: Listed, role: string | null): unknown {
  const given = plausibleInputs[name]?.(role)
  if (given !== undefined || input === undefined) return given
  return example(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Schema, '')
}

interface Schema {
  type?: string | string[]
  enum?: unknown[]
  anyOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  format?: string
  minimum?: number
}

/** Fields of which a refinement wants one though none is required by itself. */
const wanted = ['itemId', 'supplierId', 'unitPrice', 'status']

function example(schema: Schema, field: string): unknown {
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf?.[0]) return example(schema.anyOf[0], field)
  switch ([schema.type].flat()[0]) {
    case 'object': {
      const names = Object.keys(schema.properties ?? {})
      const kept = names.filter((one) => schema.required?.includes(one) || wanted.includes(one))
      return Object.fromEntries(kept.map((one) => [one, example(schema.properties?.[one] ?? {}, one)]))
    }
    case 'array':
      return [example(schema.items ?? {}, field.replace(/s$/, ''))]
    case 'integer':
      // Two documents of one call are two: a transfer goes from somewhere to somewhere else.
      if (/^(to|duplicate)Id$/.test(field)) return absentId - 1
      return /id$/i.test(field) ? absentId : Math.max(1, schema.minimum ?? 1)
    case 'boolean':
      return true
    case 'string':
      if (schema.type !== 'string') return '1'
      if (schema.format === 'email') return 'plausible@example.com'
      if (schema.format === 'uuid') return '00000000-0000-4000-8000-000000000000'
      if (schema.format === 'date') return '2026-01-31'
      return schema.format === 'date-time' ? '2026-01-31T10:00:00Z' : 'PLAUSIBLE_1'
    default:
      return null
  }
}
