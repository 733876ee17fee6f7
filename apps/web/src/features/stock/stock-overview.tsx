import * as decimal from '@framewright/contracts/core/decimal'
import type { StockOverview as Overview } from '@framewright/contracts/stock/stock.schema'
import { ListLink } from '~/components/list-link.tsx'
import { Section } from '~/components/section.tsx'
import { itemKindWords } from '~/features/item/item-kinds.ts'
import { formatCompactMoney, formatCount, formatMoney, formatQuantity, plural } from '~/lib/format.ts'
import classes from './value-bars.module.css'
import { ValueBars } from './value-bars.tsx'

/** The stock's value and shortages as figures and plots; each leads to the list behind it. */
export function StockOverview({ overview }: { overview: Overview }) {
  const { dead, turning } = overview
  return (
    <>
      <div className={classes.figures}>
        <Figure
          value={formatCompactMoney(overview.value)}
          exact={formatMoney(overview.value)}
          label="Value at average cost"
          path="/stock/balances"
          search={{ usage: 'STORAGE' }}
        />
        <Figure
          value={formatCount(overview.low)}
          label="Low: at or below the reorder point"
          path="/items"
          search={{ stock: 'LOW' }}
        />
        <Figure value={formatCount(overview.out)} label="Out of stock" path="/items" search={{ stock: 'OUT' }} />
        <Figure value={formatCount(dead.length)} label="Not moved out for 180 days" path="/stock" hash="dead" />
      </div>
      <div className={classes.plots}>
        <Section title="Value by kind">
          <ValueBars
            none="Nothing is in stock."
            bars={overview.valueByKind.map(({ kind, value }) => ({
              key: kind,
              label: kind in itemKindWords ? itemKindWords[kind as keyof typeof itemKindWords] : kind,
              value,
              path: '/items',
              search: { kind, stock: 'IN' },
            }))}
          />
        </Section>
        <Section title="Value by location">
          <ValueBars
            none="Nothing is in stock."
            bars={overview.valueByLocation
              .filter(({ value }) => decimal.isPositive(value))
              .map(({ locationId, location, value }) => ({
                key: locationId,
                label: location,
                value,
                path: '/stock/balances',
                search: { locationId },
              }))}
          />
        </Section>
        <Section title="Turning: moved out most in 90 days, by value on hand">
          <ItemBars items={turning} none="Nothing was moved out in 90 days." noteOf={onHand} />
        </Section>
        <div id="dead">
          <Section title="Dead: not moved out for 180 days, by value">
            <ItemBars
              items={dead}
              none="Everything in stock is used."
              noteOf={({ days }) => (days === null ? 'never moved out' : plural(days, 'day'))}
            />
          </Section>
        </div>
      </div>
    </>
  )
}

type Valued = Overview['dead'][number]

const onHand = (item: Valued) => `${formatQuantity(item.onHand)} on hand`

interface ItemBarsProps {
  items: readonly Valued[]
  none: string
  noteOf: (item: Valued) => string
}

function ItemBars({ items, none, noteOf }: ItemBarsProps) {
  return (
    <ValueBars
      none={none}
      bars={items.map((item) => ({
        key: item.itemId,
        label: item.name,
        value: item.value,
        note: noteOf(item),
        path: `/items/${item.itemId}`,
      }))}
    />
  )
}

interface FigureProps {
  value: string
  exact?: string
  label: string
  path: string
  search?: Record<string, unknown>
  /** A part of this page instead of a list. */
  hash?: string
}

function Figure({ value, exact, label, path, search = {}, hash }: FigureProps) {
  const inside = (
    <>
      <strong title={exact}>{value}</strong>
      <span>{label}</span>
    </>
  )
  if (hash !== undefined) {
    return (
      <a href={`#${hash}`} className={classes.figure}>
        {inside}
      </a>
    )
  }
  return (
    <ListLink path={path} search={search} className={classes.figure}>
      {inside}
    </ListLink>
  )
}
