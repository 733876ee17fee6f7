import { createFileRoute } from '@tanstack/react-router'
import { BenchPage } from '~/features/task/bench/bench-page.tsx'
import { id } from '~/lib/search-checks.ts'

/** One's own work. The link may name the task on the big card. */
export const Route = createFileRoute('/_app/bench')({
  validateSearch: (raw: Record<string, unknown>): { task?: number } => {
    const task = id(raw.task)
    return task === undefined ? {} : { task }
  },
  component: Component,
})

function Component() {
  return <BenchPage shown={Route.useSearch().task} />
}
