import type { InvoiceSummary } from '@framewright/contracts/invoice/invoice.schema'
import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { SmallTable } from '~/components/small-table.tsx'
import { invoiceColumns } from '~/features/invoice/invoice-columns.tsx'
import { trpc } from '~/lib/trpc.ts'

const left = ['customer', 'subtotal', 'owner']
const columns = invoiceColumns.filter((column) => !left.includes(column.id))

/** The customer's latest invoices, and the way to all of them. */
export function CustomerInvoices({ customerId }: { customerId: number }) {
  const query = trpc.invoice.list.useQuery({ customerId, sort: '-invoiceDate', limit: 10 })
  return (
    <Section
      title="Invoices"
      action={
        <Link to="/invoices" search={{ customerId }} className="fw-link">
          All of them
        </Link>
      }
    >
      <QueryBlock query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              Nothing has been billed yet.
            </Text>
          ) : (
            <SmallTable<InvoiceSummary>
              label="Invoices of this customer"
              columns={columns}
              rows={items}
              href={(invoice) => `/invoices/${invoice.id}`}
            />
          )
        }
      </QueryBlock>
    </Section>
  )
}
