import { createFileRoute } from '@tanstack/react-router'
import { type ReportSearch, ReportsPage } from '~/features/report/reports-page.tsx'
import { withoutEmpty } from '~/lib/list-search.ts'
import { day, oneOf } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/reports')({
  validateSearch: (raw: Record<string, unknown>): ReportSearch =>
    withoutEmpty({
      report: oneOf('SALES', 'PURCHASING', 'PRODUCTION', 'STOCK', 'QUALITY')(raw.report),
      period: oneOf('week', 'month', 'lastMonth', 'quarter', 'year', 'own')(raw.period),
      from: day(raw.from),
      to: day(raw.to),
    }),
  component: Reports,
})

function Reports() {
  return <ReportsPage search={Route.useSearch()} />
}
