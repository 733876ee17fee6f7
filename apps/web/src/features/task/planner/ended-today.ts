import type { Task } from '@framewright/contracts/task/task.schema'
import type { ListQuery } from '~/components/data-table/column.ts'

/**
 * A list of tasks sorted by their end, newest first, cut off where yesterday begins. The server's list knows no day, and
 * asks for no more pages once the first older task has come.
 */
export function endedSince(query: ListQuery<Task>, midnight: Date): ListQuery<Task> {
  const { data } = query
  if (!data) return query
  const isNew = (task: Task) => task.endTime !== null && new Date(task.endTime) >= midnight
  const pages = data.pages.map(({ items, nextCursor }) => ({ items: items.filter(isNew), nextCursor }))
  const last = data.pages.at(-1)?.items.at(-1)
  return { ...query, data: { ...data, pages }, hasNextPage: query.hasNextPage && last !== undefined && isNew(last) }
}

/** The beginning of this day by this machine's clock. */
export function midnight(now: Date = new Date()): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate())
}
