import { BarList } from '~/components/plots/bar-list.tsx'
import { Rows } from '~/components/plots/rows.tsx'
import { formatCount, formatMoney, plural } from '~/lib/format.ts'
import type { Summary } from './home-page.tsx'

/** What the stock is worth, and how many of the catalogue's items run short; each leads to where it stands. */
export function StockShare({ stock }: { stock: NonNullable<Summary['stock']> }) {
  const { items, low, value } = stock
  return (
    <>
      <Rows
        rows={[
          { key: 'value', to: '/stock', title: 'Value', end: <span className="fw-number">{formatMoney(value)}</span> },
        ]}
      />
      <BarList
        most={Math.max(items, 1)}
        bars={[
          {
            key: 'low',
            label: 'Running short',
            color: 'yellow',
            value: low,
            shown: formatCount(low),
            title: `${formatCount(low)} of ${plural(items, 'item')}`,
            path: '/items',
            search: { stock: 'LOW' },
          },
        ]}
      />
    </>
  )
}
