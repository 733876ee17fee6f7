import { Skeleton } from '@mantine/core'
import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { Widgets } from '~/components/plots/figures.tsx'
import { Section } from '~/components/section.tsx'
import { WidgetError } from '~/components/widget-error.tsx'
import { useSession } from '~/lib/session.ts'
import { type Outputs, trpc } from '~/lib/trpc.ts'
import { AttentionList } from './attention-list.tsx'
import { HomeFigures } from './figures.tsx'
import { FirstSteps } from './first-steps.tsx'
import classes from './home.module.css'
import { PurchaseStates, SalesStates, StageBars, WorkOrderStates } from './state-bars.tsx'
import { StockShare } from './stock-share.tsx'
import { TrendBars } from './trend-bars.tsx'

export type Summary = Outputs['statistics']['summary']

/** What needs me now, how the shop stands, and where the work is. */
export function HomePage() {
  const { user } = useSession()
  const query = trpc.statistics.summary.useQuery()
  const summary = query.data
  return (
    <Page>
      <PageHeader title="Home" subtitle={user.firstName ? `Hello ${user.firstName}` : undefined} />
      {query.error ? <WidgetError error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isPending ? <Loading /> : null}
      {summary ? isEmpty(summary) ? <FirstSteps /> : <Board summary={summary} /> : null}
    </Page>
  )
}

function Board({ summary }: { summary: Summary }) {
  return (
    <>
      <Section title="Needs you now">
        <AttentionList attention={summary.attention} />
      </Section>
      <HomeFigures summary={summary} />
      <Widgets>
        {summary.orders?.sales ? (
          <Section title="Sales orders by state">
            <SalesStates orders={summary.orders.sales} />
          </Section>
        ) : null}
        {summary.orders?.purchase ? (
          <Section title="Purchase orders by state">
            <PurchaseStates orders={summary.orders.purchase} />
          </Section>
        ) : null}
        {summary.workOrders ? (
          <Section title="Work orders by state">
            <WorkOrderStates workOrders={summary.workOrders} />
          </Section>
        ) : null}
        {summary.tasks ? (
          <Section title="Work by stage">
            <StageBars tasks={summary.tasks} />
          </Section>
        ) : null}
        {summary.stock ? (
          <Section title="Stock">
            <StockShare stock={summary.stock} />
          </Section>
        ) : null}
        {summary.orders?.purchase ? (
          <Section title="Ordered by day">
            <TrendBars
              trend={summary.trends.purchaseAmount}
              path="/purchase-orders"
              searchOf={(day) => ({ orderedFrom: day, orderedTo: day })}
            />
          </Section>
        ) : null}
      </Widgets>
    </>
  )
}

function Loading() {
  return (
    <div className={classes.loading} role="status" aria-label="Loading">
      {['a', 'b', 'c', 'd'].map((key) => (
        <Skeleton key={key} height={112} />
      ))}
    </div>
  )
}

/** Nothing has been made yet: not a frame, not an order. */
function isEmpty({ frames, orders, workOrders }: Summary): boolean {
  return (frames?.total ?? 0) === 0 && (orders?.total ?? 0) === 0 && (workOrders?.total ?? 0) === 0
}
