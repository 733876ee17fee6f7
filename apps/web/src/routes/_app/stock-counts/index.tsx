import type { StockCountListInput } from '@framewright/contracts/stock-count/stock-count.schema'
import { createFileRoute } from '@tanstack/react-router'
import { CountsPage } from '~/features/stock-count/counts-page.tsx'
import { listSearch } from '~/lib/list-search.ts'
import { id, oneOf, sortBy, text } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/stock-counts/')({
  validateSearch: listSearch<StockCountListInput>({
    search: text,
    sort: sortBy('id'),
    status: oneOf('OPEN', 'POSTED', 'CANCELLED'),
    locationId: id,
  }),
  component: Counts,
})

function Counts() {
  return <CountsPage search={Route.useSearch()} />
}
