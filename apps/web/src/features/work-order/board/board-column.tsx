import { useDroppable } from '@dnd-kit/core'
import type { WorkOrderStatus } from '@framewright/contracts/work-order/work-order.lifecycle'
import type { WorkOrder } from '@framewright/contracts/work-order/work-order.schema'
import { Loader, Skeleton } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef } from 'react'
import type { ListQuery } from '~/components/data-table/column.ts'
import { useLoadMore } from '~/components/data-table/use-load-more.ts'
import { WidgetError } from '~/components/widget-error.tsx'
import { formatCount } from '~/lib/format.ts'
import { listOptions, rowsOf } from '~/lib/infinite.ts'
import { trpc } from '~/lib/trpc.ts'
import { lookOf } from '~/state/state-table.ts'
import type { WorkOrderSearch } from '../work-order-search.ts'
import classes from './board.module.css'
import { BoardCard } from './board-card.tsx'
import { dropOn } from './drop.ts'

interface Props {
  status: WorkOrderStatus
  search: WorkOrderSearch
  /** The card in the air, if one is. */
  carried: WorkOrder | null
}

const cardHeight = 106
const gap = 8
const cardsAPage = 30

/** One state's orders: pages as one scrolls, and only what is in sight is drawn. */
export function BoardColumn({ status, search, carried }: Props) {
  const { status: _status, sort, ...filter } = search
  const input = { ...filter, status: [status] }
  const closed = status === 'COMPLETED' || status === 'CANCELLED'
  const query = trpc.workOrder.list.useInfiniteQuery(
    // What is open comes by its day, what is closed the newest first, unless the link says otherwise.
    { ...input, sort: sort ?? (closed ? '-id' : 'dueDate'), limit: cardsAPage },
    listOptions,
  )
  const count = trpc.workOrder.count.useQuery(input)
  const { setNodeRef, isOver } = useDroppable({ id: status })
  const { word, icon: Icon, color } = lookOf('workOrder', status)
  const drop = carried ? dropOn(carried, status).kind : undefined
  const total = count.data?.total
  return (
    <section
      ref={setNodeRef}
      className={classes.column}
      aria-label={word}
      data-drop={drop}
      data-over={isOver || undefined}
    >
      <h2 className={classes.head} data-color={color}>
        <Icon size={16} aria-hidden />
        {word}
        <span className={classes.count}>{total === undefined ? '' : formatCount(total)}</span>
        {query.isFetchingNextPage ? <Loader size={12} role="status" aria-label="Loading more" /> : null}
      </h2>
      {query.error ? <WidgetError error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isPending ? <ColumnSkeleton /> : <Cards query={query} word={word} />}
    </section>
  )
}

function Cards({ query, word }: { query: ListQuery<WorkOrder>; word: string }) {
  const scroll = useRef<HTMLDivElement>(null)
  const orders = useMemo(() => rowsOf<WorkOrder>(query.data), [query.data])
  const virtual = useVirtualizer({
    count: orders.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => cardHeight,
    getItemKey: (index) => orders[index]?.id ?? index,
    gap,
    overscan: 5,
  })
  const items = virtual.getVirtualItems()
  useLoadMore(query, items.at(-1)?.index ?? 0, orders.length)
  if (orders.length === 0 && !query.error) return <p className={classes.none}>Nothing {word.toLowerCase()}.</p>
  return (
    <div ref={scroll} className={classes.scroll} data-stale={query.isPlaceholderData || undefined}>
      <ul className={classes.cards} style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const order = orders[item.index]
          return order ? (
            <li
              key={item.key}
              data-index={item.index}
              ref={virtual.measureElement}
              className={classes.item}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <BoardCard order={order} />
            </li>
          ) : null
        })}
      </ul>
    </div>
  )
}

function ColumnSkeleton() {
  return (
    <div className={classes.scroll} role="status" aria-label="Loading">
      {[0, 1, 2].map((one) => (
        <Skeleton key={one} height={cardHeight} mb={gap} />
      ))}
    </div>
  )
}
