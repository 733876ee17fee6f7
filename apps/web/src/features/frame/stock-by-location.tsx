import { Skeleton } from '@mantine/core'
import { QuantityText } from '~/components/text.tsx'
import { WidgetError } from '~/components/widget-error.tsx'
import { usageWords } from '~/features/stock/location-words.ts'
import { trpc } from '~/lib/trpc.ts'
import classes from './frame-page.module.css'

/** Where an item is now. Places outside the shop (suppliers, customers, adjustments) are its history, not its stock. */
const outside = new Set(['SUPPLIER', 'CUSTOMER', 'ADJUSTMENT'])

/** An item's stock in every location of the shop that holds some. */
export function StockByLocation({ itemId }: { itemId: number }) {
  const query = trpc.stock.balances.useQuery({ itemId, limit: 100 })
  if (query.isPending) return <Skeleton height={36} />
  if (!query.data) return <WidgetError error={query.error} retry={() => void query.refetch()} />
  const here = query.data.items.filter((balance) => !outside.has(balance.usage))
  if (here.length === 0) return <span className={classes.quiet}>None anywhere.</span>
  return (
    <ul className={classes.rows}>
      {here.map((balance) => (
        <li key={balance.locationId}>
          <div className={classes.rowLine}>
            <span>
              {balance.location} <span className={classes.quiet}>{usageWords[balance.usage]}</span>
            </span>
            <span>
              <QuantityText value={balance.onHand} unit={balance.unit} />
              {balance.reserved !== '0' ? (
                <span className={classes.quiet}>
                  {' '}
                  <QuantityText value={balance.reserved} /> reserved
                </span>
              ) : null}
            </span>
          </div>
        </li>
      ))}
    </ul>
  )
}
