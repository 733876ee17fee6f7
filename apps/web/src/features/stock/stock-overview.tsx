import type { StockOverview as Overview } from '@framewright/contracts/stock/stock.schema'
import { Figures, Wide, Widgets } from '~/components/plots/figures.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { formatCompactMoney, formatCount, formatMoney } from '~/lib/format.ts'
import { trpc } from '~/lib/trpc.ts'
import { FlowPanel } from './flow-panel.tsx'
import { LowPanel, MissingPanel, WaitingPanel } from './short-panels.tsx'
import { SlowPanel } from './slow-panel.tsx'
import { categoryBars, itemBars, kindBars, placeBars, usageBars } from './stock-values.ts'
import { ValueBars } from './value-bars.tsx'

/**
 * How the stock stands: what it is worth and where, what is short, what waits, what moves and what does not. Each figure
 * and bar leads to the list behind it, and a part that cannot be shown leaves the others.
 */
export function StockOverview({ slowDays }: { slowDays: number }) {
  const overview = trpc.stock.overview.useQuery()
  const status = trpc.stock.status.useQuery()
  const missing = status.data?.missing.count
  return (
    <>
      <QueryBlock query={overview}>{(data) => <StockFigures overview={data} missing={missing} />}</QueryBlock>
      <Widgets>
        <Wide>
          <FlowPanel />
        </Wide>
        <LowPanel query={status} />
        <MissingPanel query={status} />
        <Section title="Value by category">
          <QueryBlock query={status}>
            {({ byCategory }) => <ValueBars none="Nothing is in stock." bars={categoryBars(byCategory)} />}
          </QueryBlock>
        </Section>
        <Section title="Value by what places are for">
          <QueryBlock query={status}>
            {({ byUsage }) => <ValueBars none="Nothing is in stock." bars={usageBars(byUsage)} />}
          </QueryBlock>
        </Section>
        <Wide>
          <WaitingPanel query={status} />
        </Wide>
        <Section title="Value by kind">
          <QueryBlock query={overview}>
            {({ valueByKind }) => <ValueBars none="Nothing is in stock." bars={kindBars(valueByKind)} />}
          </QueryBlock>
        </Section>
        <Section title="Value by location">
          <QueryBlock query={overview}>
            {({ valueByLocation }) => <ValueBars none="Nothing is in stock." bars={placeBars(valueByLocation)} />}
          </QueryBlock>
        </Section>
        <Section title="Turning: moved out most in 90 days, by value on hand">
          <QueryBlock query={overview}>
            {({ turning }) => <ValueBars none="Nothing was moved out in 90 days." bars={itemBars(turning)} />}
          </QueryBlock>
        </Section>
        <SlowPanel days={slowDays} />
      </Widgets>
    </>
  )
}

function StockFigures({ overview, missing }: { overview: Overview; missing: number | undefined }) {
  return (
    <Figures
      figures={[
        {
          label: 'Value at average cost',
          value: formatCompactMoney(overview.value),
          exact: formatMoney(overview.value),
          note: 'of everything that is ours',
          path: '/stock/balances',
          search: { usage: 'STORAGE' },
        },
        {
          label: 'Low',
          value: formatCount(overview.low),
          note: 'at or below the reorder point',
          tone: overview.low > 0 ? 'short' : undefined,
          path: '/items',
          search: { stock: 'LOW' },
        },
        {
          label: 'Out of stock',
          value: formatCount(overview.out),
          note: 'nothing available',
          path: '/items',
          search: { stock: 'OUT' },
        },
        {
          label: 'Missing for production',
          value: missing === undefined ? '–' : formatCount(missing),
          note: 'materials of orders under way',
          tone: missing ? 'late' : undefined,
          path: '/production-orders',
          search: { status: ['RELEASED', 'IN_PROGRESS', 'ON_HOLD'] },
        },
      ]}
    />
  )
}
