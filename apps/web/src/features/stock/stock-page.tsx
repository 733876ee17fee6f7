import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { trpc } from '~/lib/trpc.ts'
import { StockOverview } from './stock-overview.tsx'
import { StockTabs } from './stock-tabs.tsx'
import { useStockActions } from './use-stock-actions.ts'

const StockDialog = lazyDialog(() => import('./stock-dialog.tsx').then((part) => part.StockDialog), { task: null })

/** What the stock is worth, what of it is short, lies dead or turns, and what one can do about it. */
export function StockPage() {
  const query = trpc.stock.overview.useQuery()
  const stock = useStockActions()
  return (
    <Page>
      <PageHeader title="Stock" actions={stock.actions} />
      <StockTabs />
      <QueryBlock query={query}>{(overview) => <StockOverview overview={overview} />}</QueryBlock>
      <StockDialog task={stock.task} onClose={stock.close} />
    </Page>
  )
}
