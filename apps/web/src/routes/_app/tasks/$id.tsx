import { createFileRoute, notFound } from '@tanstack/react-router'
import { TaskPage } from '~/features/task/planner/task-page.tsx'
import { readId } from '~/lib/search-checks.ts'
import { utils } from '~/lib/trpc.ts'

export const Route = createFileRoute('/_app/tasks/$id')({
  params: { parse: ({ id }) => ({ id: readId(id) ?? 0 }), stringify: ({ id }) => ({ id: String(id) }) },
  loader: ({ params: { id } }) => {
    if (id === 0) throw notFound()
    void utils.task.get.prefetch({ id })
  },
  component: Component,
})

function Component() {
  const { id } = Route.useParams()
  return <TaskPage key={id} id={id} />
}
