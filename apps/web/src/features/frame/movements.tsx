import type { Movement } from '@framewright/contracts/stock/stock.schema'
import { Button, Skeleton } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { QuantityText, RelativeTime } from '~/components/text.tsx'
import { WidgetError } from '~/components/widget-error.tsx'
import { sentenceCase } from '~/lib/format.ts'
import { listOptions, rowsOf } from '~/lib/infinite.ts'
import { pageOf } from '~/lib/links.ts'
import { trpc } from '~/lib/trpc.ts'
import classes from './frame-page.module.css'

/** An item's ledger, newest first: what moved from where to where, why and by whom. */
export function Movements({ itemId }: { itemId: number }) {
  const query = trpc.stock.movements.useInfiniteQuery({ itemId, limit: 8 }, listOptions)
  if (query.isPending) return <Skeleton height={72} />
  const movements = rowsOf<Movement>(query.data)
  if (query.error && movements.length === 0) {
    return <WidgetError error={query.error} retry={() => void query.refetch()} />
  }
  if (movements.length === 0) return <span className={classes.quiet}>Nothing has moved yet.</span>
  return (
    <>
      <ul className={classes.rows}>
        {movements.map((movement) => (
          <li key={movement.id}>
            <MovementRow movement={movement} />
          </li>
        ))}
      </ul>
      {query.hasNextPage ? (
        <Button
          size="xs"
          variant="subtle"
          mt="xs"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Show earlier
        </Button>
      ) : null}
    </>
  )
}

function MovementRow({ movement }: { movement: Movement }) {
  const arrives = movement.toUsage === 'STORAGE'
  const leaves = movement.fromUsage === 'STORAGE'
  // The item itself as the source: its opening stock.
  const opening = movement.sourceId === movement.itemId && ['item', 'frame'].includes(movement.sourceType)
  const page = movement.sourceId === null || opening ? null : pageOf(movement.sourceType, movement.sourceId)
  const source = opening ? 'Opening stock' : sentenceCase(movement.sourceType)
  return (
    <div className={classes.rowLine}>
      <span>
        {movement.from} <IconArrowRight size={13} aria-label="to" style={{ verticalAlign: -2 }} /> {movement.to}
        <span className={classes.quiet} style={{ display: 'block' }}>
          <RelativeTime value={movement.effectiveAt} />
          {' · '}
          {page ? (
            <Link to={page} className="fw-link">
              {source}
            </Link>
          ) : (
            (movement.reason ?? source)
          )}
          {movement.actor ? ` · ${movement.actor}` : null}
        </span>
      </span>
      <span className={arrives && !leaves ? classes.in : undefined}>
        {arrives === leaves ? null : arrives ? '+' : '−'}
        <QuantityText value={movement.quantity} unit={movement.unit} />
      </span>
    </div>
  )
}
