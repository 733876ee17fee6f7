import * as decimal from '@framewright/contracts/core/decimal'
import type { ProductionOrder } from '@framewright/contracts/production-order/production-order.schema'
import { Link } from '@tanstack/react-router'
import { FactGrid } from '~/components/fact-grid.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { DayText, MoneyText, QuantityText, RelativeTime } from '~/components/text.tsx'
import { NcrLink } from '~/features/non-conformance/ncr-link.tsx'
import { formatInstant, formatSpan } from '~/lib/format.ts'
import { useMay, useMayAny } from '~/lib/session.ts'
import { MadeBar } from './made-progress.tsx'
import classes from './production-order.module.css'

/** How far it has got, what it makes, for whom and by when, and what its materials cost. */
export function OrderFacts({ order }: { order: ProductionOrder }) {
  const seesItems = useMay('item.read')
  const seesMachines = useMay('machine.read')
  const seesSales = useMayAny('salesOrder.read', 'salesOrder.own')
  const seesWork = useMay('workOrder.read')
  const { item, salesOrder } = order
  return (
    <>
      <dl className={classes.figures}>
        <Figure label="Planned" value={order.planned} unit={item.unit} />
        <Figure label="Made" value={order.produced} unit={item.unit} />
        <Figure label="Lost" value={order.scrapped} unit={item.unit} late={decimal.isPositive(order.scrapped)} />
        <Figure label="Left" value={order.left} unit={item.unit} />
      </dl>
      <div className={classes.whole}>
        <MadeBar order={order} />
      </div>
      <FactGrid
        facts={[
          {
            label: 'Makes',
            value: seesItems ? (
              <Link to={`/items/${item.id}` as string} className="fw-link">
                {item.name}
              </Link>
            ) : (
              item.name
            ),
          },
          order.bomRevision > 0 && { label: 'Bill of materials', value: `Revision ${order.bomRevision}` },
          { label: 'Due', value: <DayText value={order.dueDate} late={order.late} /> },
          order.machine && {
            label: 'Machine',
            value: seesMachines ? (
              <Link to="/machines/$id" params={{ id: String(order.machine.id) }} className="fw-link">
                {order.machine.name}
              </Link>
            ) : (
              order.machine.name
            ),
          },
          order.scheduledStart !== null && {
            label: 'Scheduled',
            value:
              order.scheduledEnd === null
                ? formatInstant(order.scheduledStart)
                : formatSpan(order.scheduledStart, order.scheduledEnd),
          },
          { label: 'Priority', value: <StateBadge group="priority" state={order.priority} size="sm" /> },
          salesOrder && {
            label: 'For',
            value: seesSales ? (
              <Link to="/sales-orders/$id" params={{ id: String(salesOrder.id) }} className="fw-link">
                {salesOrder.number}
              </Link>
            ) : (
              salesOrder.number
            ),
          },
          order.remakeOf && { label: 'Makes anew', value: <NcrLink ncr={order.remakeOf} /> },
          order.unitCost !== null &&
            order.cost === null && { label: 'Materials, each', value: <MoneyText value={order.unitCost} /> },
          order.workOrder && {
            label: 'Job card',
            value: seesWork ? (
              <Link to="/work-orders/$id" params={{ id: order.workOrder.id }} className="fw-link">
                {order.workOrder.number}
              </Link>
            ) : (
              order.workOrder.number
            ),
          },
          order.createdBy && { label: 'Planned by', value: order.createdBy.name },
          { label: 'Planned', value: <RelativeTime value={order.createdAt} /> },
          order.releasedAt !== null && { label: 'Released', value: <RelativeTime value={order.releasedAt} /> },
          order.startedAt !== null && { label: 'Started', value: <RelativeTime value={order.startedAt} /> },
          order.completedAt !== null && { label: 'Completed', value: <RelativeTime value={order.completedAt} /> },
          order.closedAt !== null && { label: 'Closed', value: <RelativeTime value={order.closedAt} /> },
        ]}
      />
    </>
  )
}

function Figure({ label, value, unit, late }: { label: string; value: string; unit: string; late?: boolean }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={late ? 'fw-late' : undefined}>
        <QuantityText value={value} unit={unit} />
      </dd>
    </div>
  )
}
