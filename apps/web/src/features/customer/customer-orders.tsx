import type { SalesOrderPage, SalesOrderSummary } from '@framewright/contracts/sales-order/sales-order.schema'
import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { SmallTable } from '~/components/small-table.tsx'
import { orderColumns } from '~/features/sales-order/order-columns.tsx'

interface Props {
  customerId: number
  query: { data: SalesOrderPage | undefined; error: unknown; refetch: () => unknown }
}

const left = ['customer', 'subtotal', 'owner']
const columns = orderColumns.filter((column) => !left.includes(column.id))

/** The customer's latest orders, and the way to all of them. */
export function CustomerOrders({ customerId, query }: Props) {
  return (
    <Section
      title="Sales orders"
      action={
        <Link to="/sales-orders" search={{ customerId }} className="fw-link">
          All of them
        </Link>
      }
    >
      <QueryBlock query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              Nothing has been ordered yet.
            </Text>
          ) : (
            <SmallTable<SalesOrderSummary>
              label="Orders of this customer"
              columns={columns}
              rows={items}
              href={(order) => `/sales-orders/${order.id}`}
            />
          )
        }
      </QueryBlock>
    </Section>
  )
}
