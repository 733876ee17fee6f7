import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { stepFor } from '@framewright/contracts/core/lifecycle'
import {
  type CustomerReturnStatus,
  customerReturnLifecycle,
} from '@framewright/contracts/customer-return/customer-return.lifecycle'
import type {
  EndReturnInput,
  InspectReturnInput,
  ReceiveReturnInput,
  RestockReturnInput,
} from '@framewright/contracts/customer-return/customer-return.schema'
import { invalid, ruleViolated } from '@framewright/contracts/errors'
import type { Prisma } from '@framewright/db/client'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { type Posting, post, systemLocations, take } from '../stock/ledger.ts'
import { type Place, requirePlace } from '../stock/place.ts'
import { requirePieces } from '../stock/stocked-item.ts'
import { costsWhenLeft, costsWhenReceived } from './costs.ts'
import { type LockedReturn, linesOf, type ReturnLineRow } from './customer-return.rows.ts'

/** What every step works on: the return under its lock, and who asks. */
export interface Step {
  tx: Tx
  emit: Emit
  call: Call
  returned: LockedReturn
  now: Date
}

export async function approve(step: Step): Promise<void> {
  await move(step, stepFor(customerReturnLifecycle, 'approve', step.returned, step.call.caller).to, 'approved')
}

/** It does not come: refused by the house, or called off. */
export async function end(step: Step, action: 'reject' | 'cancel', { reason }: EndReturnInput): Promise<void> {
  const { to } = stepFor(customerReturnLifecycle, action, step.returned, step.call.caller)
  const what = action === 'reject' ? 'rejected' : 'cancelled'
  await move(step, to, what, reason === '' ? {} : { reason }, { closedAt: step.now })
}

/** It has come: what came lies in quarantine until somebody has looked at it, at what it cost when it left. */
export async function receive(step: Step, input: ReceiveReturnInput): Promise<void> {
  const { tx, call, returned, now } = step
  const { to } = stepFor(customerReturnLifecycle, 'receive', returned, call.caller)
  const lines = await linesOf(tx, returned.id)
  const came = new Map(lines.map((line) => [line.id, line.quantity]))
  for (const [index, part] of input.lines.entries()) {
    const line = lineOf(returned, lines, part.lineId, index)
    requirePieces(itemOf(line), part.received, `lines.${index}.received`, line.quantity)
    if (decimal.compare(part.received, line.quantity) > 0) {
      throw ruleViolated(
        'customerReturn.beyondAnnounced',
        `${line.itemName} (${line.sku}): ${part.received} came, ${decimal.quantity(line.quantity)} announced. Record another return for the rest.`,
        { lineId: line.id, announced: decimal.quantity(line.quantity), received: part.received },
      )
    }
    came.set(line.id, part.received)
  }
  const received = lines.map((line) => ({ ...line, received: came.get(line.id) ?? '0' }))
  if (!received.some((line) => decimal.isPositive(line.received)))
    throw ruleViolated('customerReturn.nothingCame', `Nothing of ${returned.number} has come. Cancel it instead.`)

  await write(tx, returned.id, received, (line) => ({ received: line.received }))
  const at = await systemLocations(tx)
  const costs = await costsWhenLeft(tx, returned.id)
  await post(
    tx,
    call,
    { type: 'customerReturn', id: returned.id, operation: 'receive' },
    received
      .filter((line) => decimal.isPositive(line.received))
      .map((line) => posting(line, at.CUSTOMERS, at.QUARANTINE, line.received, costs, returned.reason, now)),
  )
  const payload = pieces({ quantity: received.map((line) => ({ unit: line.unit, quantity: line.received })) })
  await move(step, to, 'received', payload, { receivedAt: now })
}

/** Every piece that came has passed or failed. */
export async function inspect(step: Step, input: InspectReturnInput): Promise<void> {
  const { tx, call, returned } = step
  const { to } = stepFor(customerReturnLifecycle, 'inspect', returned, call.caller)
  const lines = await linesOf(tx, returned.id)
  const findings = new Map<number, InspectReturnInput['lines'][number]>()
  for (const [index, part] of input.lines.entries()) {
    const line = lineOf(returned, lines, part.lineId, index)
    requirePieces(itemOf(line), part.passed, `lines.${index}.passed`, line.received ?? '0')
    requirePieces(itemOf(line), part.failed, `lines.${index}.failed`, line.received ?? '0')
    findings.set(line.id, part)
  }
  const inspected = lines.map((line) => {
    const { passed = '0', failed = '0', finding = '' } = findings.get(line.id) ?? {}
    const came = decimal.quantity(line.received ?? '0')
    if (decimal.compare(decimal.add(passed, failed), came) !== 0) {
      throw ruleViolated(
        'customerReturn.notAllInspected',
        `${line.itemName} (${line.sku}): ${came} came, ${passed} passed and ${failed} failed. Say it of every one.`,
        { lineId: line.id, received: came, passed, failed },
      )
    }
    return { ...line, passed, failed, finding }
  })
  await write(tx, returned.id, inspected, ({ passed, failed, finding }) => ({ passed, failed, finding }))
  await move(step, to, 'inspected', passedAndFailed(inspected))
}

/** What passed goes to storage, where it can be sold again, and what failed to scrap. */
export async function restock(step: Step, input: RestockReturnInput): Promise<void> {
  const { tx, call, returned } = step
  const { to } = stepFor(customerReturnLifecycle, 'restock', returned, call.caller)
  const lines = await linesOf(tx, returned.id)
  if (!lines.some((line) => decimal.isPositive(line.passed ?? '0')))
    throw ruleViolated('customerReturn.nothingPassed', `Nothing of ${returned.number} has passed. Scrap it instead.`)
  const at = await systemLocations(tx)
  const place = await requirePlace(tx, input.locationId ?? at.STOCK, 'locationId')
  requireStorage(place)
  await clear(step, lines, place.id)
  await move(step, to, 'restocked', { ...passedAndFailed(lines), location: place.name }, { closedAt: step.now })
}

/** Nothing passed: all of it goes to scrap. */
export async function scrap(step: Step): Promise<void> {
  const { tx, call, returned } = step
  const { to } = stepFor(customerReturnLifecycle, 'scrap', returned, call.caller)
  const lines = await linesOf(tx, returned.id)
  if (lines.some((line) => decimal.isPositive(line.passed ?? '0')))
    throw ruleViolated('customerReturn.somePassed', `A part of ${returned.number} has passed. Restock it instead.`)
  await clear(step, lines, null)
  await move(step, to, 'scrapped', passedAndFailed(lines), { closedAt: step.now })
}

/** Empties quarantine of the return: what passed to `storageId`, what failed to scrap, as its finding says. */
async function clear(
  { tx, call, returned, now }: Step,
  lines: readonly ReturnLineRow[],
  storageId: number | null,
): Promise<void> {
  const at = await systemLocations(tx)
  const costs = await costsWhenReceived(tx, returned.id)
  const from = at.QUARANTINE
  const postings = lines.flatMap((line) => [
    ...(storageId !== null && decimal.isPositive(line.passed ?? '0')
      ? [posting(line, from, storageId, line.passed ?? '0', costs, returned.reason, now)]
      : []),
    ...(decimal.isPositive(line.failed ?? '0')
      ? [posting(line, from, at.SCRAP, line.failed ?? '0', costs, line.finding || returned.reason, now)]
      : []),
  ])
  // Somebody may have taken it out of quarantine by hand: that is then said by name.
  const demands = postings.map(({ itemId, quantity }) => ({ itemId, quantity, locationId: from }))
  await take(tx, demands, from)
  const operation = storageId === null ? 'scrap' : 'restock'
  await post(tx, call, { type: 'customerReturn', id: returned.id, operation }, postings)
}

function posting(
  line: ReturnLineRow,
  fromId: number,
  toId: number,
  quantity: string,
  costs: ReadonlyMap<number, string>,
  reason: string,
  now: Date,
): Posting {
  const unitCost = costs.get(line.lineNo)
  return {
    itemId: line.itemId,
    fromId,
    toId,
    quantity,
    sourceLine: line.lineNo,
    reason,
    effectiveAt: now,
    ...(unitCost === undefined ? {} : { unitCost }),
  }
}

function requireStorage(place: Place): void {
  if (place.usage === 'STORAGE') return
  throw ruleViolated('stock.place', `${place.name} is no storage place. Name one that what passed can be sold from.`, {
    path: 'locationId',
    locationId: place.id,
    usage: place.usage,
  })
}

function lineOf(returned: LockedReturn, lines: readonly ReturnLineRow[], id: number, index: number): ReturnLineRow {
  const line = lines.find((one) => one.id === id)
  if (line === undefined) throw invalid(`lines.${index}.lineId`, `${returned.number} has no line ${id}`)
  return line
}

const itemOf = ({ sku, itemName: name, kind, unit }: ReturnLineRow) => ({ sku, name, kind, unit })

/** Writes some columns of every line. */
async function write<L extends ReturnLineRow>(
  tx: Tx,
  returnId: number,
  lines: readonly L[],
  data: (line: L) => Prisma.CustomerReturnLineUpdateManyMutationInput,
): Promise<void> {
  for (const line of lines)
    await tx.customerReturnLine.updateMany({ where: { id: line.id, returnId }, data: data(line) })
}

async function move(
  { tx, emit, returned }: Step,
  to: CustomerReturnStatus,
  what: string,
  more: Prisma.InputJsonObject = {},
  stamps: { receivedAt?: Date; closedAt?: Date } = {},
): Promise<void> {
  await tx.customerReturn.update({
    where: { id: returned.id },
    data: { status: to, version: { increment: 1 }, ...stamps },
  })
  const { salesOrderId, invoiceId } = returned
  emit({
    entity: 'customerReturn',
    id: returned.id,
    what,
    ownerId: returned.ownerId,
    payload: {
      number: returned.number,
      from: returned.status,
      to,
      ...(salesOrderId === null ? {} : { salesOrderId }),
      ...(invoiceId === null ? {} : { invoiceId }),
      ...more,
    },
  })
}

type Counted = readonly { unit: string; quantity: string }[]

/** Sums for the history, where they are of pieces: metres and pieces do not add up. */
function pieces(counts: Record<string, Counted>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(counts)
      .filter(([, lines]) => lines.every((line) => line.unit === 'each'))
      .map(([name, lines]) => [name, decimal.quantity(decimal.sum(lines.map((line) => line.quantity)))]),
  )
}

const passedAndFailed = (lines: readonly ReturnLineRow[]) =>
  pieces({
    passed: lines.map((line) => ({ unit: line.unit, quantity: line.passed ?? '0' })),
    failed: lines.map((line) => ({ unit: line.unit, quantity: line.failed ?? '0' })),
  })
