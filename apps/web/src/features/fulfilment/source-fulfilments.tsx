import type { FulfilmentSummary } from '@framewright/contracts/fulfilment/fulfilment.schema'
import { Text } from '@mantine/core'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { SmallTable } from '~/components/small-table.tsx'
import { returnColumns } from '~/features/customer-return/return-columns.tsx'
import { trpc } from '~/lib/trpc.ts'
import { fulfilmentColumns } from './fulfilment-columns.tsx'

type Source = { salesOrderId: number } | { invoiceId: number }
const columns = fulfilmentColumns.filter((column) => ['number', 'status', 'dueDate'].includes(column.id))
const ofReturns = returnColumns.filter((column) => ['number', 'status', 'reason'].includes(column.id))

/** What goes out of an order or an invoice, and what came back of it. */
export function SourceFulfilments({ source }: { source: Source }) {
  const query = trpc.fulfilment.list.useQuery({ ...source, sort: 'id', limit: 200 })
  const returns = trpc.customerReturn.list.useQuery({ ...source, sort: 'id', limit: 200 })
  return (
    <>
      <Section title="Fulfilments">
        <QueryBlock query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <Text size="sm" c="dimmed">
                None yet.
              </Text>
            ) : (
              <SmallTable<FulfilmentSummary>
                label="Fulfilments"
                columns={columns}
                rows={items}
                href={(row) => `/fulfilments/${row.id}`}
              />
            )
          }
        </QueryBlock>
      </Section>
      {returns.data && returns.data.items.length > 0 ? (
        <Section title="Returns">
          <SmallTable
            label="Returns"
            columns={ofReturns}
            rows={returns.data.items}
            href={(row) => `/returns/${row.id}`}
          />
        </Section>
      ) : null}
    </>
  )
}
