import { isPositive } from '@framewright/contracts/core/decimal'
import type { WorkOrder } from '@framewright/contracts/work-order/work-order.schema'
import { Link } from '@tanstack/react-router'
import { FactGrid } from '~/components/fact-grid.tsx'
import { FrameDrawing } from '~/components/frame-drawing.tsx'
import { Section } from '~/components/section.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { DayText, QuantityText, RelativeTime } from '~/components/text.tsx'
import { frameSize } from '~/features/task/task-words.ts'
import { QuantityProgress } from './quantity-progress.tsx'
import classes from './work-order.module.css'

/** The frame with its drawing, and what the order says. */
export function OrderFacts({ order }: { order: WorkOrder }) {
  const { frame } = order
  return (
    <Section title="What to make">
      <p className={classes.description}>{order.description}</p>
      <div className={classes.frame}>
        <FrameDrawing
          widthMm={frame.widthMm}
          heightMm={frame.heightMm}
          material={frame.material}
          size={240}
          labels
          title={`${frame.name}, ${frameSize(frame)}`}
        />
        <FactGrid
          facts={[
            order.productionOrder && {
              label: 'Production order',
              value: (
                <Link to="/production-orders/$id" params={{ id: String(order.productionOrder.id) }} className="fw-link">
                  {order.productionOrder.number}
                </Link>
              ),
            },
            {
              label: 'Frame',
              value: (
                <Link to="/frames/$id" params={{ id: frame.id }} className="fw-link">
                  {frame.name}
                </Link>
              ),
            },
            { label: 'SKU', value: frame.sku },
            { label: 'Material', value: frame.material },
            { label: 'Done', value: <QuantityProgress order={order} /> },
            isPositive(order.scrappedQuantity) && {
              label: 'Scrapped',
              value: <QuantityText value={order.scrappedQuantity} />,
            },
            { label: 'Priority', value: <StateBadge group="priority" state={order.priority} size="sm" /> },
            { label: 'Due', value: <DayText value={order.dueDate} late={order.late} /> },
            { label: 'Created', value: <RelativeTime value={order.createdAt} /> },
            order.startedAt !== null && { label: 'Started', value: <RelativeTime value={order.startedAt} /> },
            order.completedAt !== null && { label: 'Completed', value: <RelativeTime value={order.completedAt} /> },
          ]}
        />
      </div>
    </Section>
  )
}
