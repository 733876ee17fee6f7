import type { EventListInput, LiveEvent } from '@framewright/contracts/event/event.schema'
import { useEffect, useState } from 'react'
import { listOptions, pageSize, rowsOf } from '~/lib/infinite.ts'
import { trpc } from '~/lib/trpc.ts'

export type ActivitySearch = Partial<Omit<EventListInput, 'cursor' | 'limit'>>

/**
 * The feed, held still while it is read: what happens meanwhile is counted and shown when asked for, so that nothing
 * moves under the eye.
 */
export function useFeed(search: ActivitySearch) {
  const query = trpc.event.list.useInfiniteQuery({ ...search, limit: pageSize }, listOptions)
  const events = rowsOf<LiveEvent>(query.data)
  const [seen, setSeen] = useState<{ filter: string; newest: number } | null>(null)
  const filter = JSON.stringify(search)
  const newest = events[0]?.id
  const settled = newest !== undefined && !query.isPlaceholderData
  useEffect(() => {
    if (settled && seen?.filter !== filter) setSeen({ filter, newest })
  }, [settled, seen?.filter, filter, newest])
  const still = seen?.filter === filter ? seen.newest : Number.POSITIVE_INFINITY
  const shown = events.filter((event) => event.id <= still)
  return {
    query,
    shown,
    fresh: events.length - shown.length,
    showFresh: () => newest !== undefined && setSeen({ filter, newest }),
  }
}
