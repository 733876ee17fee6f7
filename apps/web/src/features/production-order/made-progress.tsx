import type { ProductionOrderSummary } from '@framewright/contracts/production-order/production-order.schema'
import { formatQuantity } from '~/lib/format.ts'
import classes from './production-order.module.css'

type Counted = Pick<ProductionOrderSummary, 'planned' | 'produced' | 'scrapped'>

/** A part of a whole, in percent for a bar: never past it. */
export const percentOf = (part: string, whole: string): number => Math.min(100, (Number(part) / Number(whole)) * 100)

/** "4 of 10" with a thin bar below: what was made, and behind it what was lost. */
export function MadeProgress({ order }: { order: Counted }) {
  return (
    <span className={classes.progress}>
      <span className="fw-number">
        {formatQuantity(order.produced)} of {formatQuantity(order.planned)}
      </span>
      <MadeBar order={order} />
    </span>
  )
}

/** The bar beside the figures that say the same, so it is not read out. */
export function MadeBar({ order }: { order: Counted }) {
  const good = percentOf(order.produced, order.planned)
  const lost = Math.min(100 - good, percentOf(order.scrapped, order.planned))
  return (
    <span className={classes.bar} aria-hidden>
      <span style={{ width: `${good}%` }} data-full={good >= 100 || undefined} />
      <span style={{ width: `${lost}%` }} data-lost />
    </span>
  )
}
