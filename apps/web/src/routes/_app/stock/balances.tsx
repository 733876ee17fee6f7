import type { BalanceListInput } from '@framewright/contracts/stock/stock.schema'
import { createFileRoute } from '@tanstack/react-router'
import { BalancesPage } from '~/features/stock/balances-page.tsx'
import { listSearch } from '~/lib/list-search.ts'
import { id, oneOf, sortBy, text } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/stock/balances')({
  validateSearch: listSearch<BalanceListInput>({
    search: text,
    sort: sortBy('item'),
    itemId: id,
    locationId: id,
    usage: oneOf('SUPPLIER', 'STORAGE', 'WIP', 'QUARANTINE', 'STAGING', 'CUSTOMER', 'SCRAP', 'ADJUSTMENT'),
  }),
  component: Balances,
})

function Balances() {
  return <BalancesPage search={Route.useSearch()} />
}
