import type { BalanceListInput } from '@framewright/contracts/stock/stock.schema'
import { Button } from '@mantine/core'
import { DataTable } from '~/components/data-table/data-table.tsx'
import { FilterBar } from '~/components/filter-bar/filter-bar.tsx'
import type { View } from '~/components/filter-bar/view-tabs.tsx'
import { ListPage } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { listOptions, pageSize } from '~/lib/infinite.ts'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { trpc } from '~/lib/trpc.ts'
import { type BalanceRow, balanceColumns } from './balance-columns.tsx'
import { usageFilter, useStockFilters } from './stock-filters.tsx'
import { StockTabs } from './stock-tabs.tsx'
import { commandWords, type StockCommand } from './stock-task.ts'
import { useStockActions } from './use-stock-actions.ts'
import { withRowId } from './with-row-id.ts'

const StockDialog = lazyDialog(() => import('./stock-dialog.tsx').then((part) => part.StockDialog), { task: null })

export type BalanceSearch = Partial<Omit<BalanceListInput, 'cursor' | 'limit'>>

const views: readonly View[] = [
  { name: 'Storage', search: { usage: 'STORAGE' } },
  { name: 'In work', search: { usage: 'WIP' } },
  { name: 'Quarantine', search: { usage: 'QUARANTINE' } },
]
const commands: readonly StockCommand[] = ['transfer', 'adjust', 'scrap']

/** What is where; one row can be transferred, corrected or scrapped from here. */
export function BalancesPage({ search }: { search: BalanceSearch }) {
  const stock = useStockActions()
  const filters = useStockFilters(search.itemId)
  const query = trpc.stock.balances.useInfiniteQuery(
    { ...search, limit: pageSize },
    { ...listOptions, select: withRowId },
  )
  const actionsFor = ([row]: BalanceRow[]) =>
    commands.map((command) => (
      <Button
        key={command}
        size="compact-sm"
        variant="default"
        onClick={() =>
          row &&
          stock.open({
            command,
            item: { id: row.itemId, name: row.name, unit: row.unit },
            locationId: row.locationId,
          })
        }
      >
        {commandWords[command].verb}
      </Button>
    ))
  return (
    <ListPage>
      <PageHeader title="Stock by location" actions={stock.actions} />
      <StockTabs />
      <FilterBar
        id="stock-balances"
        search={search}
        views={views}
        filters={[...filters, usageFilter]}
        placeholder="SKU or name"
      />
      <DataTable
        id="stock-balances"
        label="Balances"
        columns={balanceColumns}
        query={query}
        href={(row: BalanceRow) => `/items/${row.itemId}`}
        {...(stock.mayWrite
          ? {
              bulk: (rows: BalanceRow[]) =>
                rows.length === 1 ? actionsFor(rows) : <span>Choose one to move or correct it.</span>,
            }
          : {})}
        empty={
          Object.keys(search).length > 0
            ? { title: 'Nothing lies here', hint: 'Take a filter away or search for something else.' }
            : { title: 'No stock yet', hint: 'What you receive, make and count stands here, place by place.' }
        }
      />
      <StockDialog task={stock.task} onClose={stock.close} />
    </ListPage>
  )
}
