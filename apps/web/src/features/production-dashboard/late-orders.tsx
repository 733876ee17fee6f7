import { IconCircleCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { ListLink } from '~/components/list-link.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { DayText } from '~/components/text.tsx'
import homeClasses from '~/features/home/home.module.css'
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
          <div className={homeClasses.attentionHead} style={{ margin: 0 }}>
            <IconCircleCheck size={18} color="var(--mantine-color-green-7)" aria-hidden /> Nothing is late.
          </div>
        ) : (
          <>
            <ul className={homeClasses.examples}>
              {items.map((order) => (
                <li key={order.id}>
                  <Link to="/production-orders/$id" params={{ id: String(order.id) }} className={homeClasses.example}>
                    <span className="fw-truncate">
                      <strong>{order.number}</strong>{' '}
                      <span className="fw-muted">
                        {order.item.name}, {formatQuantity(order.produced)} of {formatQuantity(order.planned)}
                      </span>
                    </span>
                    <span style={{ display: 'inline-flex', gap: 12, alignItems: 'center', flexShrink: 0 }}>
                      <StateBadge group="productionOrder" state={order.status} size="sm" />
                      {order.dueDate ? <DayText value={order.dueDate} late /> : null}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
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
