import type { InvoiceSummary } from '@framewright/contracts/invoice/invoice.schema'
import { Text } from '@mantine/core'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { SmallTable } from '~/components/small-table.tsx'
import { trpc } from '~/lib/trpc.ts'
import { invoiceColumns } from './invoice-columns.tsx'

const shown = ['number', 'invoiceDate', 'total']
const columns = invoiceColumns.filter((column) => shown.includes(column.id))

/** The invoices that bill an order. */
export function OrderInvoices({ salesOrderId }: { salesOrderId: number }) {
  const query = trpc.invoice.list.useQuery({ salesOrderId, sort: 'id', limit: 200 })
  return (
    <Section title="Invoices">
      <QueryBlock query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              Nothing of it is billed yet.
            </Text>
          ) : (
            <SmallTable<InvoiceSummary>
              label="Invoices of this order"
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
