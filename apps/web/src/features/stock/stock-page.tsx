import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { type SlowDays, usualSlowDays } from './slow-panel.tsx'
import { StockOverview } from './stock-overview.tsx'
import { StockTabs } from './stock-tabs.tsx'
import { useStockActions } from './use-stock-actions.ts'

const StockDialog = lazyDialog(() => import('./stock-dialog.tsx').then((part) => part.StockDialog), { task: null })

export interface StockSearch {
  /** What has not been moved out for so many days is slow. */
  slow?: SlowDays | undefined
}

/** How the stock stands, and what one can do about it. */
export function StockPage({ search }: { search: StockSearch }) {
  const stock = useStockActions()
  return (
    <Page>
      <PageHeader title="Stock" actions={stock.actions} />
      <StockTabs />
      <StockOverview slowDays={search.slow ?? usualSlowDays} />
      <StockDialog task={stock.task} onClose={stock.close} />
    </Page>
  )
}
