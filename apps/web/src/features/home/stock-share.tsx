import { ListLink } from '~/components/list-link.tsx'
import { formatCount, formatMoney, plural } from '~/lib/format.ts'
import classes from './home.module.css'
import type { Summary } from './home-page.tsx'

/** What the stock is worth, and how many of the catalogue's items run short; each leads to where it stands. */
export function StockShare({ stock }: { stock: NonNullable<Summary['stock']> }) {
  const { items, low, value } = stock
  return (
    <ul className={classes.bars}>
      <li>
        <ListLink path="/stock" search={{}} className={classes.bar}>
          <span>Value</span>
          <span className="fw-number">{formatMoney(value)}</span>
          <span />
        </ListLink>
      </li>
      <li title={`${formatCount(low)} of ${plural(items, 'item')}`}>
        <ListLink path="/items" search={{ stock: 'LOW' }} className={classes.bar}>
          <span>Running short</span>
          <span className={classes.track}>
            {low > 0 ? (
              <span
                className={classes.fill}
                data-color="yellow"
                style={{ width: `${(low / Math.max(items, 1)) * 100}%` }}
              />
            ) : null}
          </span>
          <span className={classes.count}>{formatCount(low)}</span>
        </ListLink>
      </li>
    </ul>
  )
}
