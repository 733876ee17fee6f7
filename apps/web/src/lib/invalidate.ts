import type { EventEntity } from '@framewright/contracts/event/event.schema'
import type { QueryKey } from '@tanstack/react-query'
import type { Touch } from './live-invalidation.ts'
import { queryClient } from './query-client.ts'

/** Events come in bursts (a bulk change is one each): what they touch is collected this long, then fetched once. */
const coalesceMs = 50

let waiting = new Map<string, QueryKey>()
let timer: ReturnType<typeof setTimeout> | undefined

// The table knows every domain, and no page needs it before something has changed.
const loadTable = () => import('./live-invalidation.ts')

/** Refetches what an event touches, together with what others touched in the same moment. */
export function invalidateFor(event: Touch): void {
  loadTable().then(
    ({ queriesTouchedBy }) => {
      for (const key of queriesTouchedBy(event)) waiting.set(JSON.stringify(key), key)
      if (timer === undefined) timer = setTimeout(flush, coalesceMs)
    },
    // Without the table, everything may be out of date.
    refetchAll,
  )
}

/** The same for a change this screen has just made itself, without waiting for its event. */
export function invalidateDocument(entity: EventEntity, id: number, payload: Record<string, unknown> = {}): void {
  invalidateFor({ entity, entityId: id, payload })
}

/** Everything may be out of date. */
export const refetchAll = (): void => refetch([])

function flush(): void {
  const keys = [...waiting.values()]
  waiting = new Map()
  timer = undefined
  for (const queryKey of keys) refetch(queryKey)
}

/**
 * Only what is on the screen is fetched now; the rest is marked, and fetched when it is next looked at. A fetch that is under
 * way may have read the old rows: it begins again, or, where the cache lets it end, its answer is marked too.
 */
function refetch(queryKey: QueryKey): void {
  const underWay = queryClient.getQueryCache().findAll({ queryKey, fetchStatus: 'fetching' })
  void queryClient.invalidateQueries({ queryKey, refetchType: 'active' }, { cancelRefetch: true })
  for (const query of underWay) {
    if (query.state.data !== undefined && query.isActive()) continue
    const again = () => void queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true })
    query.promise?.then(again, again)
  }
}
