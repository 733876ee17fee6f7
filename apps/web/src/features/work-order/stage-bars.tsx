import * as decimal from '@framewright/contracts/core/decimal'
import type { WorkOrder } from '@framewright/contracts/work-order/work-order.schema'
import { Section } from '~/components/section.tsx'
import { formatQuantity } from '~/lib/format.ts'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { lookOf } from '~/state/state-table.ts'
import { Bar, donePercent } from './quantity-progress.tsx'
import type { StageProgress } from './stages.ts'
import classes from './work-order.module.css'

/**
 * How far a work order is at each stage: by its tasks, and of a production order's job card by the order, which counts what
 * machines made and what was lost as well.
 */
export function StageBars({ order, progress }: { order: WorkOrder; progress: readonly StageProgress[] }) {
  const seesProduction = useMay('productionOrder.read')
  const id = order.productionOrder?.id
  const production = trpc.productionOrder.get.useQuery({ id: id ?? 0 }, { enabled: seesProduction && id !== undefined })
  return (
    <Section title="Progress by stage">
      <div className={classes.stages}>
        {progress.map(({ kind, done }) => {
          const made = production.data?.stages.find((one) => one.stage === kind)
          const good = made?.good ?? done
          return (
            <div key={kind} className={classes.stage}>
              <span>{lookOf('taskKind', kind).word}</span>
              <Bar percent={donePercent(good, order.quantity)} />
              <span className="fw-number">
                {formatQuantity(good)} of {formatQuantity(order.quantity)}
                {made === undefined || decimal.isZero(made.scrapped) ? null : (
                  <span className="fw-late">, {formatQuantity(made.scrapped)} lost</span>
                )}
              </span>
            </div>
          )
        })}
      </div>
    </Section>
  )
}
