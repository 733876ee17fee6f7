import type { AsOfInput } from '@framewright/contracts/stock/stock.schema'
import { createFileRoute } from '@tanstack/react-router'
import { AsOfPage } from '~/features/stock/as-of-page.tsx'
import { listSearch } from '~/lib/list-search.ts'
import { id, instant, sortBy, text } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/stock/as-of')({
  validateSearch: listSearch<AsOfInput>({
    search: text,
    sort: sortBy('item'),
    at: instant,
    locationId: id,
    itemId: id,
  }),
  component: AsOf,
})

function AsOf() {
  return <AsOfPage search={Route.useSearch()} />
}
