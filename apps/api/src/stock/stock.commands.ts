import type { Call } from '@framewright/contracts/core/context'
import type { StockCommands, StockQueries } from '@framewright/contracts/stock/stock.service'
import type { Deps } from '../core/deps.ts'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { adjust } from './adjust.ts'
import { createLocation, updateLocation } from './location.commands.ts'
import { selectMovements, toMovement } from './movement.sql.ts'
import { orderProposals } from './order-proposals.ts'
import { reverse } from './reverse.ts'
import { scrap } from './scrap.ts'
import { transfer } from './transfer.ts'

export function stockCommands(
  { commands, read, clock }: Pick<Deps, 'commands' | 'read' | 'clock'>,
  queries: StockQueries,
): StockCommands {
  /** A command that posts: answers with what it posted, which never changes again. */
  function posting<I>(work: (tx: Tx, emit: Emit, call: Call, input: I, now: Date) => Promise<number[]>) {
    return (call: Call, input: I) =>
      commands.run(
        call,
        input,
        (tx, emit) => work(tx, emit, call, input, clock.now()),
        async (ids) => {
          const rows = await selectMovements(read).where('movement.id', 'in', ids).orderBy('movement.id').execute()
          return { movements: rows.map(toMovement) }
        },
      )
  }

  return {
    transfer: posting(transfer),
    adjust: posting(adjust),
    scrap: posting(scrap),
    reverse: posting(reverse),

    createLocation: (call, input) =>
      commands.run(
        call,
        input,
        (tx, emit) => createLocation(tx, emit, input),
        (location) => queries.location(call, location),
      ),

    updateLocation: (call, input) =>
      commands.run(
        call,
        input,
        (tx, emit) => updateLocation(tx, emit, input),
        (location) => queries.location(call, location),
      ),

    orderProposals: (call, input) =>
      commands.run(
        call,
        input,
        (tx, emit) => orderProposals(tx, emit, call, input, clock.today()),
        (answer) => Promise.resolve(answer),
      ),
  }
}
