import { createFileRoute } from '@tanstack/react-router'
import { taskSearch } from '~/features/task/planner/task-search.ts'
import { TasksPage } from '~/features/task/planner/tasks-page.tsx'

export const Route = createFileRoute('/_app/tasks/')({
  validateSearch: taskSearch,
  component: Component,
})

function Component() {
  return <TasksPage search={Route.useSearch()} />
}
