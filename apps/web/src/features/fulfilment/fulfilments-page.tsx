import type { FulfilmentListInput, FulfilmentSummary } from '@framewright/contracts/fulfilment/fulfilment.schema'
import { Button } from '@mantine/core'
import { IconBarcode, IconLayoutKanban, IconListCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { DataTable } from '~/components/data-table/data-table.tsx'
import type { Filter } from '~/components/filter-bar/filter.ts'
import { FilterBar } from '~/components/filter-bar/filter-bar.tsx'
import type { View } from '~/components/filter-bar/view-tabs.tsx'
import { ListPage } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { useCustomers } from '~/components/party/party.ts'
import { partyFilter } from '~/components/party/party-filter.tsx'
import { listOptions, pageSize } from '~/lib/infinite.ts'
import { useSearchPatch } from '~/lib/list-search.ts'
import { useMay, useMayAny } from '~/lib/session.ts'
import { trpc, utils } from '~/lib/trpc.ts'
import { stateOptions } from '~/state/state-table.ts'
import { fulfilmentColumns } from './fulfilment-columns.tsx'

export type FulfilmentSearch = Partial<Omit<FulfilmentListInput, 'cursor' | 'limit'>>

const open = ['CREATED', 'PENDING', 'PICKED', 'PACKING', 'PACKED', 'DISPATCHED'] as const
const views: readonly View[] = [
  { name: 'Open', search: { status: open, sort: 'dueDate' } },
  { name: 'Waiting for stock', search: { status: ['CREATED'], sort: 'dueDate' } },
  { name: 'To pick', search: { status: ['PENDING'], sort: 'dueDate' } },
  { name: 'Late', search: { late: true } },
]
const statusFilter: Filter = { kind: 'choices', key: 'status', label: 'State', options: stateOptions('fulfilment') }
const lateFilter: Filter = { kind: 'flag', key: 'late', label: 'Late' }

/** What goes out: from the stock that is promised to the parcel that has arrived. */
export function FulfilmentsPage({ search }: { search: FulfilmentSearch }) {
  const patch = useSearchPatch<FulfilmentSearch>()
  const seesBoard = useMay('fulfilment.read')
  const seesCustomers = useMayAny('customer.read', 'customer.own')
  const { sort, ...filters } = search
  const query = trpc.fulfilment.list.useInfiniteQuery({ ...search, limit: pageSize }, listOptions)
  const filtered = Object.keys(filters).length > 0
  const count = trpc.fulfilment.count.useQuery(filters, { enabled: filtered })
  const { customerId } = search
  const customer = trpc.customer.get.useQuery(
    { id: customerId ?? 0 },
    { enabled: seesCustomers && customerId !== undefined, staleTime: 5 * 60_000 },
  )
  const customerFilter = partyFilter({
    key: 'customerId',
    label: 'Customer',
    name: customer.data?.name,
    useParties: useCustomers,
    none: 'No customer has this in its name.',
  })
  return (
    <ListPage>
      <PageHeader
        title="Fulfilments"
        actions={
          seesBoard
            ? [
                { label: 'Dispatch board', icon: IconLayoutKanban, to: '/dispatch', quiet: true },
                { label: 'Pick list', icon: IconListCheck, to: '/warehouse/pick-list', quiet: true },
              ]
            : []
        }
      />
      <FilterBar
        id="fulfilments"
        search={search}
        views={views}
        filters={[statusFilter, lateFilter, ...(seesCustomers ? [customerFilter] : [])]}
        placeholder="Number, order, invoice or customer"
      />
      <DataTable
        id="fulfilments"
        label="Fulfilments"
        columns={fulfilmentColumns}
        query={query}
        total={filtered ? count.data?.total : undefined}
        sort={sort}
        onSort={(next) => patch({ sort: next as FulfilmentSearch['sort'] })}
        href={(row) => `/fulfilments/${row.id}`}
        onHover={(row) => void utils.fulfilment.get.prefetch({ id: row.id })}
        {...(seesBoard ? { bulk: (rows: FulfilmentSummary[]) => <Printing rows={rows} /> } : {})}
        empty={
          filtered
            ? { title: 'No fulfilment fits', hint: 'Take a filter away or search for something else.' }
            : {
                title: 'No fulfilments yet',
                hint: 'What a confirmed order or an imported invoice sends out stands here. Create one from its page.',
              }
        }
      />
    </ListPage>
  )
}

/** Labels for all that are chosen; a pick list of those that wait for a picker. */
function Printing({ rows }: { rows: readonly FulfilmentSummary[] }) {
  const ids = rows.map((row) => row.id)
  const toPick = rows.filter((row) => row.status === 'PENDING').map((row) => row.id)
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconBarcode size={15} aria-hidden />}
        renderRoot={(props) => <Link to="/warehouse/labels" search={{ ids }} {...props} />}
      >
        Print labels
      </Button>
      {toPick.length > 0 ? (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconListCheck size={15} aria-hidden />}
          renderRoot={(props) => <Link to="/warehouse/pick-list" search={{ ids: toPick }} {...props} />}
        >
          {toPick.length === rows.length ? 'Pick list' : `Pick list (${toPick.length} of ${rows.length})`}
        </Button>
      ) : null}
    </>
  )
}
