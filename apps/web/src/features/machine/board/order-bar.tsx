import type { BoardOrder } from '@framewright/contracts/machine/board.schema'
import type { Stretch } from '@framewright/contracts/machine/stretches'
import { VisuallyHidden } from '@mantine/core'
import { IconAlertTriangle, IconCalendarExclamation, IconClockExclamation } from '@tabler/icons-react'
import { formatQuantity } from '~/lib/format.ts'
import { lookOf } from '~/state/state-table.ts'
import { across, type BoardSpan, type Words } from './board.ts'
import classes from './schedule.module.css'
import type { Drag } from './use-drag.ts'

interface Props {
  order: BoardOrder
  stretch: Stretch
  lane: number
  span: BoardSpan
  words: Words
  drag: Drag
  saving: boolean
  onOpen: () => void
}

/** What is wrong about an order's place, in words. */
export function troubles({ late, conflict, outdated }: Pick<BoardOrder, 'late' | 'conflict' | 'outdated'>): string[] {
  return [
    ...(conflict ? ['overlaps another'] : []),
    ...(late ? ['late'] : []),
    ...(outdated ? ['the calendar has changed since'] : []),
  ]
}

/** An order on its machine. */
export function OrderBar({ order, stretch, lane, span, words, drag, saving, onOpen }: Props) {
  const left = Math.max(0, across(span, stretch.start))
  const right = Math.min(100, across(span, stretch.end))
  const { color, word } = lookOf('productionOrder', order.status)
  const wrong = troubles(order)
  const what = `${formatQuantity(order.left)} × ${order.item.name}`
  const beside = [word, words.stretch(stretch), ...wrong]
  return (
    <li
      className={classes.place}
      style={{ left: `min(${left}%, 100% - 28px)`, width: `${right - left}%`, top: lane * 42 + 5 }}
    >
      <button
        type="button"
        className={classes.bar}
        data-color={color}
        data-late={order.late || undefined}
        data-conflict={order.conflict || undefined}
        data-held={order.maySchedule || undefined}
        data-lifted={drag.moving?.order.id === order.id || undefined}
        data-saving={saving || undefined}
        aria-describedby={order.maySchedule ? 'schedule-keys' : undefined}
        title={[order.number, what, ...beside].join('\n')}
        onPointerDown={(event) => drag.take(event, order)}
        onKeyDown={(event) => drag.press(event, order)}
        onBlur={drag.giveUp}
        onClick={() => {
          if (!drag.wasDragged()) onOpen()
        }}
      >
        <span className={classes.number}>
          {order.conflict ? <IconAlertTriangle size={13} aria-hidden /> : null}
          {order.late ? <IconClockExclamation size={13} aria-hidden /> : null}
          {order.outdated ? <IconCalendarExclamation size={13} aria-hidden /> : null}
          <span className={classes.wide}>{order.number}</span>
          <span className={classes.narrow} aria-hidden>
            {order.number.split('-').at(-1)?.replace(/^0+/, '')}
          </span>
        </span>
        <span className={classes.what}>{what}</span>
        <VisuallyHidden>{beside.join(', ')}</VisuallyHidden>
      </button>
    </li>
  )
}
