import * as decimal from '@framewright/contracts/core/decimal'
import { IconDeviceTv, IconListDetails } from '@tabler/icons-react'
import { ListLink } from '~/components/list-link.tsx'
import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { formatCount, formatQuantity } from '~/lib/format.ts'
import { useMay } from '~/lib/session.ts'
import { type Outputs, trpc } from '~/lib/trpc.ts'
import { BarList } from './bar-list.tsx'
import { stageBars, stateBars } from './bars.ts'
import { LateOrders } from './late-orders.tsx'
import { PlanBars } from './plan-bars.tsx'
import classes from './production-dashboard.module.css'

type Production = Outputs['statistics']['production']

const days = 30
const underWay = ['RELEASED', 'IN_PROGRESS', 'ON_HOLD'] as const

/** Whether the shop makes what it planned: plan against actual, what is late, and where the work lies. */
export function ProductionDashboard() {
  const query = trpc.statistics.production.useQuery({ days })
  const seesOrders = useMay('productionOrder.read')
  return (
    <Page>
      <PageHeader
        title="Production overview"
        actions={[
          { label: 'Orders', icon: IconListDetails, to: '/production-orders', quiet: true },
          { label: 'Wall display', icon: IconDeviceTv, to: '/wall', quiet: true },
        ]}
      />
      <QueryBlock query={query}>{(production) => <Figures production={production} />}</QueryBlock>
      <div className={classes.widgets}>
        <div className={classes.wide}>
          <Section title={`Plan against actual, last ${days} days`}>
            <QueryBlock query={query}>{(production) => <PlanBars days={production.days} />}</QueryBlock>
          </Section>
        </div>
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
        {seesOrders ? (
          <div className={classes.wide}>
            <Section title="Late">
              <LateOrders />
            </Section>
          </div>
        ) : null}
      </div>
    </Page>
  )
}

function Figures({ production }: { production: Production }) {
  const { late, byStatus } = production
  const sum = (of: 'planned' | 'produced' | 'scrapped') => decimal.sum(production.days.map((day) => day[of]))
  const [planned, produced, scrapped] = [sum('planned'), sum('produced'), sum('scrapped')]
  const lost = decimal.percentOf(scrapped, decimal.add(produced, scrapped)) ?? '0'
  return (
    <div className={classes.figures}>
      <ListLink path="/production-orders" search={{ late: true }} className={classes.figure}>
        <strong className={late > 0 ? 'fw-late' : ''}>{formatCount(late)}</strong>
        <span>Late orders</span>
      </ListLink>
      <ListLink path="/production-orders" search={{ status: underWay }} className={classes.figure}>
        <strong>{formatCount(underWay.reduce((total, status) => total + byStatus[status], 0))}</strong>
        <span>Orders under way</span>
      </ListLink>
      <ListLink path="/production-orders" search={{ status: ['COMPLETED', 'CLOSED'] }} className={classes.figure}>
        <strong>{formatQuantity(produced)}</strong>
        <span>
          Finished of {formatQuantity(planned)} due in {days} days
        </span>
      </ListLink>
      <ListLink path="/production-orders" search={{ status: ['COMPLETED', 'CLOSED'] }} className={classes.figure}>
        <strong>{formatQuantity(lost)} %</strong>
        <span>Lost: {formatQuantity(scrapped)} of what was finished</span>
      </ListLink>
    </div>
  )
}
