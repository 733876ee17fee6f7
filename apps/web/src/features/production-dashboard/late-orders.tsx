import { ListLink } from '~/components/list-link.tsx'
import { AllWell, Rows } from '~/components/plots/rows.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { DayText } from '~/components/text.tsx'
import { formatQuantity } from '~/lib/format.ts'
import { trpc } from '~/lib/trpc.ts'

const shown = 8

/** The orders that have been due the longest, and the way to all of them. */
export function LateOrders() {
  const query = trpc.productionOrder.list.useQuery({ late: true, sort: 'dueDate', limit: shown })
  return (
    <QueryBlock query={query}>
      {({ items, nextCursor }) =>
        items.length === 0 ? (
          <AllWell>Nothing is late.</AllWell>
        ) : (
          <>
            <Rows
              rows={items.map((order) => ({
                key: order.id,
                to: `/production-orders/${order.id}`,
                title: order.number,
                detail: `${order.item.name}, ${formatQuantity(order.produced)} of ${formatQuantity(order.planned)}`,
                end: (
                  <>
                    <StateBadge group="productionOrder" state={order.status} size="sm" />
                    {order.dueDate ? <DayText value={order.dueDate} late /> : null}
                  </>
                ),
              }))}
            />
            {nextCursor ? (
              <ListLink path="/production-orders" search={{ late: true }} className="fw-link">
                All late orders
              </ListLink>
            ) : null}
          </>
        )
      }
    </QueryBlock>
  )
}
