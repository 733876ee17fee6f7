import type { Call } from '@framewright/contracts/core/context'
import { DomainError } from '@framewright/contracts/errors'
import { sql } from 'kysely'
import type { Deps } from '../core/deps.ts'
import { type Given, statement } from '../core/prepared.ts'

/**
 * Where an order could not be confirmed for lack of stock, tells its people: once, however often it is tried again, until its
 * lines change. In a transaction of its own, since the confirmation has left nothing behind, and without its idempotency key,
 * which is for the confirmation that succeeds.
 */
export async function tellShort(
  { commands, clock }: Pick<Deps, 'commands' | 'clock'>,
  call: Call,
  id: number,
  error: unknown,
): Promise<void> {
  if (!(error instanceof DomainError) || error.domainCode !== 'INSUFFICIENT_STOCK') return
  const { items } = error.details as { items: { name: string }[] }
  const told = commands.run(
    { ...call, idempotencyKey: undefined },
    { id },
    async (tx, emit) => {
      const [order] = await markShort(tx, { id, now: clock.now() })
      if (order === undefined) return
      emit({
        entity: 'salesOrder',
        id,
        what: 'short',
        ownerId: order.ownerId,
        payload: { number: order.number, short: items.map(({ name }) => name) },
      })
    },
    async () => undefined,
  )
  // The refusal is what its caller has to hear. Whoever tries again tells of it.
  await told.catch(() => undefined)
}

const markShort = statement(
  (_, given: Given<{ id: number; now: Date }>) => sql<{ number: string; ownerId: number | null }>`
    UPDATE sales_order SET short_at = ${given('now')}::timestamptz
    WHERE id = ${given('id')}::int AND status = 'DRAFT' AND short_at IS NULL
    RETURNING number, owner_id AS "ownerId"`,
)
