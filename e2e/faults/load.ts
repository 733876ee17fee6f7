import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Rest } from '../support/rest.ts'
import type { Stock } from './shop.ts'

export type Kind =
  | 'salesOrder.create'
  | 'salesOrder.confirm'
  | 'salesOrder.ship'
  | 'purchaseOrder.create'
  | 'purchaseOrder.receive'
  | 'stock.transfer'
  | 'stock.adjust'
  | 'task.create'
  | 'task.start'
  | 'task.complete'

/** One command, however often it had to be sent. */
export interface Command {
  kind: Kind
  key: string
  /** What it leaves in the database, by which it is counted there: a text of its own, or the id of what it acted on. */
  mark: string
  method: string
  path: string
  body: unknown
  /** The status of the first definite answer; 0 while there is none. */
  status: number
  /** The body of that answer. */
  answer: Record<string, unknown>
  /** Answers that asked to come back later, and those that never came, by code. */
  refusals: string[]
}

/** What the clients have done so far. */
export interface Load {
  commands: Command[]
  /** Ends when every client is through with what it has begun. */
  end(): Promise<void>
}

/** Longest wait for one answer; then it counts as lost, and the command is sent again. */
const patienceMs = 12_000
/** A command that has had no answer for so long is given up. */
const giveUpMs = 60_000

/** Starts clients that go through the shop's day over and over, turning to the next process for each attempt. */
export function startLoad(stock: Stock, processes: readonly Rest[], clients: number): Load {
  const commands: Command[] = []
  let ending = false
  const running = Array.from({ length: clients }, (_, client) => work(client))

  async function work(client: number): Promise<void> {
    const send = (kind: Kind, path: string, body: (mark: string) => unknown, mark: string = randomUUID()) => {
      const command: Command = {
        kind,
        key: randomUUID(),
        mark,
        method: 'POST',
        path,
        body: body(mark),
        status: 0,
        answer: {},
        refusals: [],
      }
      commands.push(command)
      return attempt(command, processes, client + commands.length)
    }
    while (!ending) {
      await day(client, stock, send)
      await sleep(20)
    }
  }
  return {
    commands,
    async end() {
      ending = true
      await Promise.all(running)
    },
  }
}

type Send = (
  kind: Kind,
  path: string,
  body: (mark: string) => unknown,
  mark?: string,
) => Promise<Record<string, unknown> | null>

/** A bit of everything; a command that is refused for good ends what hangs on it. */
async function day(client: number, stock: Stock, send: Send): Promise<void> {
  const itemId = stock.items[Math.floor(Math.random() * stock.items.length)] ?? 0
  const order = await send('salesOrder.create', '/sales/orders', (notes) => ({
    customerId: stock.customerId,
    notes,
    lines: [
      { itemId, quantity: 1 },
      { itemId: stock.hotItem, quantity: 1 },
    ],
  }))
  if (order !== null) {
    const id = String(order.id)
    const confirmed = await send('salesOrder.confirm', `/sales/orders/${id}/confirm`, () => undefined, id)
    if (confirmed !== null) await send('salesOrder.ship', `/sales/orders/${id}/ship`, (notes) => ({ notes }))
  }
  await send('stock.adjust', '/inventory/adjustments', (reason) => ({
    itemId,
    locationId: stock.locationId,
    direction: 'UP',
    quantity: 1,
    reason,
  }))
  await send('stock.transfer', '/inventory/transfers', (reason) => ({
    itemId,
    fromId: stock.locationId,
    toId: stock.otherLocationId,
    quantity: 1,
    reason,
  }))
  const purchase = await send('purchaseOrder.create', '/purchase-orders', (notes) => ({
    supplierId: stock.supplierId,
    notes,
    lines: [{ itemId, quantity: 2, unitPrice: '3' }],
  }))
  if (purchase !== null)
    await send('purchaseOrder.receive', `/purchase-orders/${String(purchase.id)}/receive`, (notes) => ({ notes }))
  const userId = stock.workers[client % stock.workers.length]
  const quantity = stock.nextQuantity()
  const task = await send(
    'task.create',
    '/assembly',
    () => ({ frameId: stock.frameId, userId, quantity }),
    String(quantity),
  )
  if (task === null) return
  const id = String(task.id)
  if ((await send('task.start', `/assembly/${id}/start`, () => undefined, id)) !== null)
    await send('task.complete', `/assembly/${id}/complete`, () => undefined, id)
}

/** Sends a command until it has a definite answer: done, or refused for a reason that stays. */
export async function attempt(
  command: Command,
  processes: readonly Rest[],
  turn: number,
): Promise<Record<string, unknown> | null> {
  const began = Date.now()
  for (let at = turn; Date.now() - began < giveUpMs; at++) {
    const rest = processes[at % processes.length]
    if (rest === undefined) throw new Error('There is no process to send to')
    try {
      const { status, body } = await rest(
        command.method,
        command.path,
        command.body,
        { 'idempotency-key': command.key },
        AbortSignal.timeout(patienceMs),
      )
      if (status < 500 && !(status === 409 && isPassing(body))) {
        command.status = status
        command.answer = body
        if (status >= 400) command.refusals.push(String(body.code))
        return status < 300 ? body : null
      }
      command.refusals.push(`${status} ${String(body.code)}`)
    } catch {
      command.refusals.push('no answer')
    }
    await sleep(150)
  }
  return null
}

/** The first request with this key is still at work, or many changed the same row: the answer itself says to try again. */
const isPassing = (body: Record<string, unknown>) => /try again/i.test(String(body.message))
