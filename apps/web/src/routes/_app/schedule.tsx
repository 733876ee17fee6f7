import { createFileRoute } from '@tanstack/react-router'
import { SchedulePage, type ScheduleSearch } from '~/features/machine/board/schedule-page.tsx'
import { day, oneOf } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/schedule')({
  validateSearch: (raw: Record<string, unknown>): ScheduleSearch => {
    const [from, zoom] = [day(raw.day), oneOf('day', 'week', 'fortnight')(raw.zoom)]
    return { ...(from === undefined ? {} : { day: from }), ...(zoom === undefined ? {} : { zoom }) }
  },
  component: Schedule,
})

function Schedule() {
  return <SchedulePage search={Route.useSearch()} />
}
