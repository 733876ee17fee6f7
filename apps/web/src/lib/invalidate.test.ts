import { QueryObserver } from '@tanstack/react-query'
import { afterEach, expect, it, vi } from 'vitest'
import { invalidateFor } from './invalidate.ts'
import { queryClient } from './query-client.ts'
import { keyOf } from './query-key.ts'

afterEach(() => queryClient.clear())

const queryKey = keyOf('customer', 'list')
const soon = (holds: () => void) => vi.waitFor(holds, { timeout: 20_000 })
const touch = () => invalidateFor({ entity: 'customer', entityId: 1, payload: {} })

/** A query whose answers are given by hand, in the order they were asked for. */
function byHand() {
  const answers: ((rows: string) => void)[] = []
  const queryFn = () => new Promise<string>((resolve) => void answers.push(resolve))
  return { answers, options: { queryKey, queryFn } }
}

it('what was being read for the first time when it changed is read again', async () => {
  const { answers, options } = byHand()
  const stop = new QueryObserver(queryClient, options).subscribe(() => {})
  await soon(() => expect(answers).toHaveLength(1))
  touch()
  await soon(() => expect(queryClient.getQueryState(queryKey)?.isInvalidated).toBe(true))
  answers[0]?.('old')
  await soon(() => expect(answers).toHaveLength(2))
  answers[1]?.('new')
  await soon(() => expect(queryClient.getQueryData(queryKey)).toBe('new'))
  stop()
})

it('what was being read for a page that is not open yet is known to be old when it opens', async () => {
  const { answers, options } = byHand()
  void queryClient.prefetchQuery(options)
  await soon(() => expect(answers).toHaveLength(1))
  touch()
  await soon(() => expect(queryClient.getQueryState(queryKey)?.isInvalidated).toBe(true))
  answers[0]?.('old')
  await soon(() => expect(queryClient.getQueryData(queryKey)).toBe('old'))
  await soon(() => expect(queryClient.getQueryState(queryKey)?.isInvalidated).toBe(true))
})
