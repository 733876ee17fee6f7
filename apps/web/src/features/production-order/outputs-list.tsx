import * as decimal from '@framewright/contracts/core/decimal'
import type { ProductionOrder } from '@framewright/contracts/production-order/production-order.schema'
import { Text } from '@mantine/core'
import { MoneyText, RelativeTime } from '~/components/text.tsx'
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
          <span className="fw-number">
            {formatQuantity(output.good)} good
            {output.stage === null || order.stages.length < 2
              ? null
              : ` at ${lookOf('taskKind', output.stage).word.toLowerCase()}`}
          </span>
          {decimal.isZero(output.scrapped) ? null : (
            <span className="fw-late">
              , {formatQuantity(output.scrapped)} lost: {output.reason}
            </span>
          )}
          <Text size="xs" c="dimmed">
            {output.operator ? `${output.operator.name}, ` : ''}
            {output.machine ? `on ${output.machine.name}, ` : ''}
            {output.shift ? `${output.shift}, ` : ''}
            <RelativeTime value={output.endedAt} />
            {output.startedAt === null ? null : `, in ${spanOf(output.startedAt, output.endedAt)}`} · materials{' '}
            <MoneyText value={output.materialCost} />
          </Text>
        </li>
      ))}
    </ul>
  )
}

const spanOf = (from: string, to: string) => formatDuration(Math.floor((Date.parse(to) - Date.parse(from)) / 1000))
