import * as decimal from '@framewright/contracts/core/decimal'
import { IconDeviceTv, IconListDetails } from '@tabler/icons-react'
import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { BarList } from '~/components/plots/bar-list.tsx'
import { type Figure, Figures, Wide, Widgets } from '~/components/plots/figures.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { formatCount, formatQuantity } from '~/lib/format.ts'
import { useMay } from '~/lib/session.ts'
import { type Outputs, trpc } from '~/lib/trpc.ts'
import { stageBars, stateBars } from './bars.ts'
import { LateOrders } from './late-orders.tsx'
import { MachinesPanel } from './machines-panel.tsx'
import { PlanBars } from './plan-bars.tsx'
import { QualityPanel } from './quality-panel.tsx'

type Production = Outputs['statistics']['production']

const days = 30
const underWay = ['RELEASED', 'IN_PROGRESS', 'ON_HOLD'] as const

/**
 * Whether the shop makes what it planned: plan against actual, what is late, where the work lies, how well machines are used
 * and how good it is. Whoever may not see a part does not see its panel, and a part that cannot be shown leaves the others.
 */
export function ProductionDashboard() {
  const query = trpc.statistics.production.useQuery({ days })
  const seesOrders = useMay('productionOrder.read')
  const seesMachines = useMay('machine.read')
  const seesQuality = useMay('inspection.read')
  return (
    <Page>
      <PageHeader
        title="Production overview"
        actions={[
          { label: 'Orders', icon: IconListDetails, to: '/production-orders', quiet: true },
          { label: 'Wall display', icon: IconDeviceTv, to: '/wall', quiet: true },
        ]}
      />
      <QueryBlock query={query}>{(production) => <Figures figures={figuresOf(production)} />}</QueryBlock>
      <Widgets>
        <Wide>
          <Section title={`Plan against actual, last ${days} days`}>
            <QueryBlock query={query}>{(production) => <PlanBars days={production.days} />}</QueryBlock>
          </Section>
        </Wide>
        <Section title="Work in progress by stage">
          <QueryBlock query={query}>
            {({ wip }) => <BarList bars={stageBars(wip)} none="Nothing is under way." />}
          </QueryBlock>
        </Section>
        <Section title="Orders by state">
          <QueryBlock query={query}>
            {({ byStatus }) => <BarList bars={stateBars(byStatus)} none="No production order yet." />}
          </QueryBlock>
        </Section>
        {seesMachines ? <MachinesPanel /> : null}
        {seesQuality ? <QualityPanel /> : null}
        {seesOrders ? (
          <Wide>
            <Section title="Late">
              <LateOrders />
            </Section>
          </Wide>
        ) : null}
      </Widgets>
    </Page>
  )
}

function figuresOf(production: Production): Figure[] {
  const { late, byStatus } = production
  const sum = (of: 'planned' | 'produced' | 'scrapped') => decimal.sum(production.days.map((day) => day[of]))
  const [planned, produced, scrapped] = [sum('planned'), sum('produced'), sum('scrapped')]
  const lost = decimal.percentOf(scrapped, decimal.add(produced, scrapped)) ?? '0'
  const path = '/production-orders'
  const done = { status: ['COMPLETED', 'CLOSED'] }
  return [
    {
      label: 'Late orders',
      value: formatCount(late),
      ...(late > 0 ? { tone: 'late' } : {}),
      note: 'past their day and not done',
      path,
      search: { late: true },
    },
    {
      label: 'Orders under way',
      value: formatCount(underWay.reduce((total, status) => total + byStatus[status], 0)),
      note: 'released, in progress or on hold',
      path,
      search: { status: underWay },
    },
    {
      label: `Finished in ${days} days`,
      value: formatQuantity(produced),
      note: `of ${formatQuantity(planned)} due`,
      trend: production.days.map((day) => ({ value: Number(day.produced) })),
      path,
      search: done,
    },
    {
      label: 'Lost',
      value: `${formatQuantity(lost)} %`,
      note: `${formatQuantity(scrapped)} lost, ${formatQuantity(produced)} finished`,
      trend: production.days.map((day) => ({ value: Number(day.scrapped) })),
      path,
      search: done,
    },
  ]
}
