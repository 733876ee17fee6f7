import type { AsOfInput, AsOfPage as Page } from '@framewright/contracts/stock/stock.schema'
import { TextInput } from '@mantine/core'
import type { Column } from '~/components/data-table/column.ts'
import { DataTable } from '~/components/data-table/data-table.tsx'
import { FilterBar } from '~/components/filter-bar/filter-bar.tsx'
import { ListPage } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { formatInstant } from '~/lib/format.ts'
import { listOptions, pageSize } from '~/lib/infinite.ts'
import { useSearchPatch } from '~/lib/list-search.ts'
import { trpc } from '~/lib/trpc.ts'
import { balanceColumns } from './balance-columns.tsx'
import { useStockFilters } from './stock-filters.tsx'
import { StockTabs } from './stock-tabs.tsx'
import { withRowId } from './with-row-id.ts'

export type AsOfSearch = Partial<Omit<AsOfInput, 'cursor' | 'limit'>>
type Row = Page['items'][number] & { id: number }

const shown = new Set(['sku', 'name', 'location', 'usage', 'onHand', 'unit'])
const columns = balanceColumns.filter((column) => shown.has(column.id)) as unknown as readonly Column<Row>[]

/** The stock as it was at an instant, place by place. Without one in the link it is today's midnight. */
export function AsOfPage({ search }: { search: AsOfSearch }) {
  const patch = useSearchPatch<AsOfSearch>()
  const filters = useStockFilters(search.itemId)
  const at = search.at ?? midnight()
  const query = trpc.stock.asOf.useInfiniteQuery(
    { ...search, at, limit: pageSize },
    { ...listOptions, select: withRowId },
  )
  return (
    <ListPage>
      <PageHeader title="Stock as of" subtitle={formatInstant(at)} />
      <StockTabs />
      <FilterBar id="stock-as-of" search={search} filters={filters} placeholder="SKU or name">
        <TextInput
          type="datetime-local"
          size="sm"
          aria-label="As of"
          max="2200-12-31T23:59"
          value={local(at)}
          onChange={(event) => {
            const typed = new Date(event.currentTarget.value)
            if (!Number.isNaN(typed.getTime())) patch({ at: typed.toISOString() })
          }}
        />
      </FilterBar>
      <DataTable
        id="stock-as-of"
        label="Balances"
        columns={columns}
        query={query}
        href={(row: Row) => `/items/${row.itemId}`}
        empty={{ title: 'Nothing was in stock then', hint: 'Choose a later time, or take a filter away.' }}
      />
    </ListPage>
  )
}

function midnight(): string {
  const today = new Date()
  today.setHours(0, 0, 0, 0)
  return today.toISOString()
}

/** An instant in the reader's own time, as the browser's field takes it. */
function local(instant: string): string {
  const date = new Date(instant)
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
