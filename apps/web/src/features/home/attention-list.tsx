import { ListLink } from '~/components/list-link.tsx'
import { AllWell, Rows } from '~/components/plots/rows.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { DayText } from '~/components/text.tsx'
import { formatCount } from '~/lib/format.ts'
import { pageOf } from '~/lib/links.ts'
import classes from './home.module.css'
import type { Summary } from './home-page.tsx'

type Attention = Summary['attention'][number]

interface Look {
  entity: 'workOrder' | 'purchaseOrder' | 'salesOrder' | 'productionOrder' | 'item' | 'user'
  words: (count: number) => string
  flag: 'LATE' | 'SHORT' | 'UNASSIGNED' | 'WAITING_ROLE'
  path: string
  search: Record<string, unknown>
}

const looks: Record<Attention['kind'], Look> = {
  LATE_WORK_ORDER: {
    entity: 'workOrder',
    words: (count) => (count === 1 ? 'work order' : 'work orders'),
    flag: 'LATE',
    path: '/work-orders',
    search: { late: true },
  },
  LATE_PURCHASE_ORDER: {
    entity: 'purchaseOrder',
    words: (count) => (count === 1 ? 'purchase order' : 'purchase orders'),
    flag: 'LATE',
    path: '/purchase-orders',
    search: { late: true },
  },
  LATE_SALES_ORDER: {
    entity: 'salesOrder',
    words: (count) => (count === 1 ? 'sales order' : 'sales orders'),
    flag: 'LATE',
    path: '/sales-orders',
    search: { late: true },
  },
  SHORT_SALES_ORDER: {
    entity: 'salesOrder',
    words: (count) => (count === 1 ? 'sales order' : 'sales orders'),
    flag: 'SHORT',
    path: '/sales-orders',
    search: { status: ['DRAFT'] },
  },
  LATE_PRODUCTION_ORDER: {
    entity: 'productionOrder',
    words: (count) => (count === 1 ? 'production order' : 'production orders'),
    flag: 'LATE',
    path: '/production-orders',
    search: { late: true },
  },
  LOW_STOCK: {
    entity: 'item',
    words: (count) => (count === 1 ? 'item' : 'items'),
    flag: 'SHORT',
    path: '/items',
    search: { stock: 'LOW' },
  },
  UNASSIGNED_WORK_ORDER: {
    entity: 'workOrder',
    words: (count) => (count === 1 ? 'work order' : 'work orders'),
    flag: 'UNASSIGNED',
    path: '/work-orders',
    search: { unassigned: true, status: ['PENDING', 'IN_PROGRESS'] },
  },
  WAITING_USER: {
    entity: 'user',
    words: (count) => (count === 1 ? 'person' : 'people'),
    flag: 'WAITING_ROLE',
    path: '/users',
    search: {},
  },
}

/** What needs somebody now, each kind with its most urgent few and the way to all of them. */
export function AttentionList({ attention }: { attention: readonly Attention[] }) {
  const pressing = attention.filter((one) => one.count > 0)
  if (pressing.length === 0) {
    return <AllWell>Nothing is late and nobody waits.</AllWell>
  }
  return (
    <div className={classes.attention}>
      {pressing.map((one) => {
        const look = looks[one.kind]
        return (
          <div key={one.kind}>
            <div className={classes.attentionHead}>
              <StateBadge group="flag" state={look.flag} />
              <ListLink path={look.path} search={look.search} className="fw-link">
                {formatCount(one.count)} {look.words(one.count)}
              </ListLink>
            </div>
            <Rows
              rows={one.examples.map((example) => ({
                key: example.id,
                to: pageOf(look.entity, example.id) ?? look.path,
                title: example.title,
                detail: example.detail,
                end: example.day ? <DayText value={example.day} late={look.flag === 'LATE'} /> : null,
              }))}
            />
          </div>
        )
      })}
    </div>
  )
}
