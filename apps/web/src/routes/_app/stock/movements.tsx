import type { MovementListInput } from '@framewright/contracts/stock/stock.schema'
import { createFileRoute } from '@tanstack/react-router'
import { MovementsPage } from '~/features/stock/movements-page.tsx'
import { listSearch } from '~/lib/list-search.ts'
import { day, id, sortBy, text } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/stock/movements')({
  validateSearch: listSearch<MovementListInput>({
    search: text,
    sort: sortBy('id'),
    itemId: id,
    locationId: id,
    from: day,
    to: day,
  }),
  component: Movements,
})

function Movements() {
  return <MovementsPage search={Route.useSearch()} />
}
