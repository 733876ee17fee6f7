import type { Call } from '@framewright/contracts/core/context'
import type {
  CustomerReturnCommands,
  CustomerReturnQueries,
} from '@framewright/contracts/customer-return/customer-return.service'
import type { Deps } from '../core/deps.ts'
import { create } from './creating.ts'
import { credit } from './crediting.ts'
import { lockReturn } from './customer-return.rows.ts'
import { approve, end, inspect, receive, restock, type Step, scrap } from './customer-return.steps.ts'

export function customerReturnCommands(
  { commands, clock }: Pick<Deps, 'commands' | 'clock'>,
  queries: CustomerReturnQueries,
): CustomerReturnCommands {
  /** A command on one return: does its work under the return's lock and answers with the return as it then is. */
  function on<I extends { id: number }>(work: (step: Step, input: I) => Promise<void>) {
    return (call: Call, input: I) =>
      commands.run(
        call,
        input,
        async (tx, emit) => {
          const returned = await lockReturn(tx, call.caller, input.id)
          await work({ tx, emit, call, returned, now: clock.now() }, input)
          return { id: input.id }
        },
        (one) => queries.get(call, one),
      )
  }

  return {
    create: (call, input) =>
      commands.run(
        call,
        input,
        (tx, emit) => create(tx, emit, call, input, clock.now()),
        (one) => queries.get(call, one),
      ),
    approve: on((step) => approve(step)),
    reject: on((step, input: Parameters<CustomerReturnCommands['reject']>[1]) => end(step, 'reject', input)),
    cancel: on((step, input: Parameters<CustomerReturnCommands['cancel']>[1]) => end(step, 'cancel', input)),
    receive: on(receive),
    inspect: on(inspect),
    restock: on(restock),
    credit: on((step, input: Parameters<CustomerReturnCommands['credit']>[1]) => credit(step, input, clock.today())),
    scrap: on((step) => scrap(step)),
  }
}
