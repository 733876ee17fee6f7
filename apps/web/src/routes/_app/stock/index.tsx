import { createFileRoute } from '@tanstack/react-router'
import { StockPage, type StockSearch } from '~/features/stock/stock-page.tsx'
import { withoutEmpty } from '~/lib/list-search.ts'

export const Route = createFileRoute('/_app/stock/')({
  validateSearch: (raw: Record<string, unknown>): StockSearch =>
    withoutEmpty({ slow: ([30, 90, 180, 365] as const).find((days) => days === Number(raw.slow)) }),
  component: Stock,
})

function Stock() {
  return <StockPage search={Route.useSearch()} />
}
