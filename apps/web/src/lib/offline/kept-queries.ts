import type { Query, QueryKey } from '@tanstack/react-query'
import { queryClient } from '../query-client.ts'
import { session } from '../session-store.ts'
import { device } from './device-store.ts'

/** What stays readable without a network, by the procedure's path: the bench, the warehouse, inspections, and the shop itself. */
const wanted =
  /^(task\.(bench|get)|fulfilment\.(tasks|list|get|pickList)|inspection\.(list|get|pending)|inspectionPlan\.get|shop\.\w+)$/

const keptForMs = 7 * 24 * 3_600_000
/** Of one answer, and of all together, in characters of JSON. */
const largest = { one: 500_000, all: 8_000_000, entries: 300 }
const writeAfterMs = 500

interface KeptQuery {
  userId: number
  hash: string
  queryKey: QueryKey
  data: unknown
  updatedAt: number
  size: number
}

const pathOf = (key: QueryKey): string => (Array.isArray(key[0]) ? key[0].join('.') : '')
const me = (): number | undefined => {
  const current = session.get()
  return current.status === 'signedIn' ? current.user.id : undefined
}

/** Writes what the screens have read, and what they read as it is read, until the returned function is called. */
export function keepQueries(): () => void {
  const changed = new Map<string, Query>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const write = () => {
    timer = undefined
    const userId = me()
    const queries = [...changed.values()]
    changed.clear()
    if (userId === undefined) return
    for (const query of queries) void keepOne(userId, query).catch(() => undefined)
  }
  const note = (query: Query) => {
    if (!wanted.test(pathOf(query.queryKey))) return
    changed.set(query.queryHash, query)
    timer ??= setTimeout(write, writeAfterMs)
  }
  const cache = queryClient.getQueryCache()
  for (const query of cache.getAll()) if (query.state.status === 'success') note(query)
  const stop = cache.subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'success') note(event.query)
  })
  return () => {
    stop()
    clearTimeout(timer)
  }
}

async function keepOne(userId: number, query: Query): Promise<void> {
  const { data, dataUpdatedAt: updatedAt } = query.state
  if (data === undefined || me() !== userId) return
  const size = JSON.stringify(data).length
  if (size > largest.one) return
  const kept: KeptQuery = { userId, hash: query.queryHash, queryKey: query.queryKey, data, updatedAt, size }
  await device.put('queries', kept)
}

/** Puts what was kept of this person back where the screens look for it. What they have read since is newer and stays. */
export async function restoreQueries(): Promise<void> {
  const userId = me()
  if (userId === undefined) return
  const now = Date.now()
  for (const { userId: of, queryKey, data, updatedAt } of await device.all<KeptQuery>('queries')) {
    if (of !== userId || now - updatedAt > keptForMs || me() !== userId) continue
    const known = queryClient.getQueryState(queryKey)
    if (known === undefined || known.dataUpdatedAt < updatedAt) queryClient.setQueryData(queryKey, data, { updatedAt })
  }
}

/** Puts one answer among those that are kept and shown, for screens that ask without a hook. */
export function noteAnswer(queryKey: QueryKey, data: unknown): void {
  queryClient.setQueryData(queryKey, data)
}

/** What was last read under a key, from memory: `restoreQueries` has put it there. */
export const lastRead = <T>(queryKey: QueryKey): T | undefined => queryClient.getQueryData<T>(queryKey)

/** Drops what is too old, what is another person's, and the oldest of what is too much. */
export async function tidyQueries(): Promise<void> {
  const userId = me()
  const all = await device.all<KeptQuery>('queries')
  let size = 0
  const newestFirst = all.toSorted((a, b) => b.updatedAt - a.updatedAt)
  for (const [index, kept] of newestFirst.entries()) {
    size += kept.size
    const tooOld = Date.now() - kept.updatedAt > keptForMs
    if (kept.userId === userId && !tooOld && size <= largest.all && index < largest.entries) continue
    await device.remove('queries', [kept.userId, kept.hash])
  }
}

export const forgetQueries = (): Promise<unknown> => device.clear('queries')
