import { compare } from '@framewright/contracts/core/decimal'
import type { WorkOrder } from '@framewright/contracts/work-order/work-order.schema'
import { formatQuantity } from '~/lib/format.ts'
import classes from './work-order.module.css'

type Counted = Pick<WorkOrder, 'quantity' | 'completedQuantity'>

/** How much of a whole is done, in percent for a bar: never past it. */
export function donePercent(done: string, whole: string): number {
  if (compare(whole, 0) <= 0) return 0
  return Math.min(100, (Number(done) / Number(whole)) * 100)
}

/** "2 of 6" with a thin bar below. */
export function QuantityProgress({ order }: { order: Counted }) {
  return (
    <span className={classes.progress}>
      <span className="fw-number">
        {formatQuantity(order.completedQuantity)} of {formatQuantity(order.quantity)}
      </span>
      <Bar percent={donePercent(order.completedQuantity, order.quantity)} />
    </span>
  )
}

/** A bar beside the figures that say the same, so it is not read out. */
export function Bar({ percent }: { percent: number }) {
  return (
    <span className={classes.bar} aria-hidden>
      <span style={{ width: `${percent}%` }} data-full={percent >= 100 || undefined} />
    </span>
  )
}
