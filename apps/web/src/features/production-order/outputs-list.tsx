import * as decimal from '@framewright/contracts/core/decimal'
import type { ProductionOrder } from '@framewright/contracts/production-order/production-order.schema'
import { Text } from '@mantine/core'
import { MoneyText, RelativeTime } from '~/components/text.tsx'
import { NcrLink } from '~/features/non-conformance/ncr-link.tsx'
import { formatDuration, formatQuantity } from '~/lib/format.ts'
import { lookOf } from '~/state/state-table.ts'
import classes from './production-order.module.css'

/** What was made of an order, the last first. */
export function OutputsList({ order }: { order: ProductionOrder }) {
  if (order.outputs.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        Nothing has been made yet.
      </Text>
    )
  }
  return (
    <ul className={classes.rows}>
      {order.outputs.toReversed().map((output) => (
        <li key={output.id}>
          {output.nonConformance === null ? (
            <Made output={output} stage={order.stages.length < 2 ? null : output.stage} />
          ) : (
            <Lost output={output} nonConformance={output.nonConformance} />
          )}
          <Text size="xs" c="dimmed">
            {output.operator ? `${output.operator.name}, ` : ''}
            {output.machine ? `on ${output.machine.name}, ` : ''}
            {output.shift ? `${output.shift}, ` : ''}
            <RelativeTime value={output.endedAt} />
            {output.startedAt === null ? null : `, in ${spanOf(output.startedAt, output.endedAt)}`}
            {output.nonConformance === null ? (
              <>
                {' '}
                · materials <MoneyText value={output.materialCost} />
              </>
            ) : (
              <>
                {' '}
                · cost <MoneyText value={decimal.money(decimal.multiply(output.unitCost, output.scrapped))} />
              </>
            )}
          </Text>
        </li>
      ))}
    </ul>
  )
}

type Output = ProductionOrder['outputs'][number]

function Made({ output: { good, scrapped, reason }, stage }: { output: Output; stage: Output['stage'] }) {
  return (
    <>
      <span className="fw-number">
        {formatQuantity(good)} good{stage === null ? null : ` at ${lookOf('taskKind', stage).word.toLowerCase()}`}
      </span>
      {decimal.isZero(scrapped) ? null : (
        <span className="fw-late">
          , {formatQuantity(scrapped)} lost: {reason}
        </span>
      )}
    </>
  )
}

/** What had come off a stage good and was lost afterwards. */
function Lost({ output, nonConformance }: { output: Output; nonConformance: { id: number; number: string } }) {
  const after = output.stage === null ? '' : ` after ${lookOf('taskKind', output.stage).word.toLowerCase()}`
  return (
    <p className={classes.sentence}>
      <span className="fw-late fw-number">
        {formatQuantity(output.scrapped)} lost{after}: {output.reason}
      </span>
      , <NcrLink ncr={nonConformance} />
    </p>
  )
}

const spanOf = (from: string, to: string) => formatDuration(Math.floor((Date.parse(to) - Date.parse(from)) / 1000))
