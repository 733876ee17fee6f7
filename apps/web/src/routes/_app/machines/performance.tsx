import { createFileRoute } from '@tanstack/react-router'
import { PerformancePage, type PerformanceSearch } from '~/features/machine/performance-page.tsx'
import { withoutEmpty } from '~/lib/list-search.ts'
import { id, oneOf } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/machines/performance')({
  validateSearch: (raw: Record<string, unknown>): PerformanceSearch =>
    withoutEmpty({
      // A link's number is read as one.
      days: oneOf('7', '14', '30', '90')(typeof raw.days === 'number' ? String(raw.days) : raw.days),
      machineId: id(raw.machineId),
      by: oneOf('day', 'shift')(raw.by),
    }),
  component: Performance,
})

function Performance() {
  return <PerformancePage search={Route.useSearch()} />
}
