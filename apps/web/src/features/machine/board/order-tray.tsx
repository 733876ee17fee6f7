import type { BoardOrder } from '@framewright/contracts/machine/board.schema'
import { Button, Text, TextInput, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconGripVertical, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { QueryBlock } from '~/components/query-block.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { DayText } from '~/components/text.tsx'
import { formatQuantity } from '~/lib/format.ts'
import { listOptions } from '~/lib/infinite.ts'
import { trpc } from '~/lib/trpc.ts'
import classes from './schedule.module.css'
import type { Drag } from './use-drag.ts'

interface Props {
  drag: Drag
  narrow: boolean
  mayPlan: boolean
  onOpen: (order: BoardOrder) => void
}

/** What waits for a place, the most urgent first. What is dropped here leaves the schedule. */
export function OrderTray({ drag, narrow, mayPlan, onOpen }: Props) {
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed.trim(), 200)
  const query = trpc.machine.unscheduled.useInfiniteQuery(
    { limit: 50, ...(search === '' ? {} : { search }) },
    listOptions,
  )
  const orders = query.data?.pages.flatMap((page) => page.items)
  const over = drag.moving !== null && drag.moving.target === null
  return (
    <section className={classes.tray} data-tray data-target={over || undefined} aria-label="Not scheduled">
      <Title order={2} size="sm">
        Not scheduled
      </Title>
      <TextInput
        size="sm"
        aria-label="Search what is not scheduled"
        placeholder="Number, SKU or name"
        leftSection={<IconSearch size={15} aria-hidden />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <QueryBlock query={{ data: orders, error: query.error, refetch: query.refetch }}>
        {(items) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              {search === ''
                ? 'Every open production order has its place.'
                : 'Nothing that is not scheduled has this in its number or name.'}
            </Text>
          ) : (
            <ul className={classes.cards}>
              {items.map((order) => (
                <li key={order.id}>
                  <button
                    type="button"
                    className={classes.card}
                    data-held={(mayPlan && !narrow) || undefined}
                    data-lifted={drag.moving?.order.id === order.id || undefined}
                    aria-describedby={mayPlan && !narrow ? 'schedule-keys' : undefined}
                    onPointerDown={narrow ? undefined : (event) => drag.take(event, order)}
                    onKeyDown={narrow ? undefined : (event) => drag.press(event, order)}
                    onBlur={drag.giveUp}
                    onClick={() => {
                      if (!drag.wasDragged()) onOpen(order)
                    }}
                  >
                    {mayPlan && !narrow ? (
                      <span className={classes.grip} data-grip>
                        <IconGripVertical size={16} aria-hidden />
                      </span>
                    ) : null}
                    <span className={classes.cardText}>
                      <span className={classes.cardHead}>
                        <strong>{order.number}</strong>
                        {order.dueDate === null ? null : <DayText value={order.dueDate} late={order.late} />}
                      </span>
                      <span className="fw-truncate">
                        {formatQuantity(order.left)} × {order.item.name}
                      </span>
                      <span className={classes.cardHead}>
                        <StateBadge group="productionOrder" state={order.status} size="sm" />
                        {order.priority === 'HIGH' || order.priority === 'URGENT' ? (
                          <StateBadge group="priority" state={order.priority} size="sm" />
                        ) : null}
                      </span>
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </QueryBlock>
      {query.hasNextPage ? (
        <Button
          variant="default"
          size="xs"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Show more
        </Button>
      ) : null}
    </section>
  )
}
