import type { TaskListInput } from '@framewright/contracts/task/task.schema'
import { listSearch } from '~/lib/list-search.ts'
import { anyOf, id, oneOf, sortBy, text } from '~/lib/search-checks.ts'

const ofList = listSearch<TaskListInput>({
  search: text,
  sort: sortBy('id', 'startTime', 'endTime', 'quantity'),
  kind: oneOf('ASSEMBLY', 'GLAZING', 'INSTALLATION'),
  status: anyOf('PENDING', 'IN_PROGRESS', 'PAUSED', 'COMPLETED', 'CANCELLED'),
  frameId: id,
  itemId: id,
  productionOrderId: id,
  workOrderId: id,
  userId: id,
})

/** What the link of the list of tasks holds; `ended: 'today'` narrows it to what was finished today. */
export type TaskSearch = ReturnType<typeof ofList> & { ended?: 'today' }

/** The list's `validateSearch`. */
export function taskSearch(raw: Record<string, unknown>): TaskSearch {
  return raw.ended === 'today' ? { ...ofList(raw), ended: 'today' } : ofList(raw)
}
