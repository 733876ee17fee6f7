import type { StockCountListInput } from '@framewright/contracts/stock-count/stock-count.schema'
import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { DataTable } from '~/components/data-table/data-table.tsx'
import type { Filter } from '~/components/filter-bar/filter.ts'
import { FilterBar } from '~/components/filter-bar/filter-bar.tsx'
import type { View } from '~/components/filter-bar/view-tabs.tsx'
import { ListPage } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { useStockFilters } from '~/features/stock/stock-filters.tsx'
import { listOptions, pageSize } from '~/lib/infinite.ts'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { useMay } from '~/lib/session.ts'
import { trpc, utils } from '~/lib/trpc.ts'
import { stateOptions } from '~/state/state-table.ts'
import { type CountRow, countColumns } from './count-columns.tsx'

const BeginCountDialog = lazyDialog(() => import('./begin-count-dialog.tsx').then((part) => part.BeginCountDialog), {
  opened: false,
})

export type CountSearch = Partial<Omit<StockCountListInput, 'cursor' | 'limit'>>

const views: readonly View[] = [
  { name: 'Open', search: { status: 'OPEN' } },
  { name: 'Posted', search: { status: 'POSTED' } },
]
const statusFilter: Filter = { kind: 'choice', key: 'status', label: 'State', options: stateOptions('stockCount') }

/** The counts of the shop's places, newest first. */
export function CountsPage({ search }: { search: CountSearch }) {
  const navigate = useNavigate()
  const mayWrite = useMay('stock.write')
  const [beginning, { open, close }] = useDisclosure()
  const byLocation = useStockFilters(undefined).filter((filter) => filter.label === 'Location')
  const query = trpc.stockCount.list.useInfiniteQuery({ ...search, limit: pageSize }, listOptions)
  return (
    <ListPage>
      <PageHeader
        title="Stock counts"
        actions={mayWrite ? [{ label: 'Begin a count', icon: IconPlus, run: open }] : []}
      />
      <FilterBar
        id="stock-counts"
        search={search}
        views={views}
        filters={[statusFilter, ...byLocation]}
        placeholder="Number"
      />
      <DataTable
        id="stock-counts"
        label="Stock counts"
        columns={countColumns}
        query={query}
        href={(count: CountRow) => `/stock-counts/${count.id}`}
        onHover={(count: CountRow) => void utils.stockCount.get.prefetch({ id: count.id })}
        empty={
          Object.keys(search).length > 0
            ? { title: 'No count fits', hint: 'Take a filter away.' }
            : {
                title: 'Nothing has been counted yet',
                hint: 'A count compares what lies at a place with what the ledger says, and posts the difference.',
                ...(mayWrite ? { action: <Button onClick={open}>Begin a count</Button> } : {}),
              }
        }
      />
      <BeginCountDialog
        opened={beginning}
        onClose={close}
        onBegun={({ id }) => void navigate({ to: '/stock-counts/$id', params: { id: String(id) } })}
      />
    </ListPage>
  )
}
