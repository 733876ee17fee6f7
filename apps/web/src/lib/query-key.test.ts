import { getQueryKey } from '@trpc/react-query'
import { expect, it } from 'vitest'
import { keyOf } from './query-key.ts'
import { trpc } from './trpc.ts'

/** Untyped, as its types are what `keyOf` is there to spare. */
const theirs = getQueryKey as unknown as (of: unknown, input?: unknown, type?: string) => unknown

it('a key is the one that tRPC gives', () => {
  expect(keyOf('statistics')).toEqual(theirs(trpc.statistics))
  expect(keyOf('frame', 'list')).toEqual(theirs(trpc.frame.list))
  expect(keyOf('frame', 'get', { id: 7 })).toEqual(theirs(trpc.frame.get, { id: 7 }))
  expect(keyOf('frame', 'list', { search: 'oak' }, 'infinite')).toEqual(
    theirs(trpc.frame.list, { search: 'oak' }, 'infinite'),
  )
  expect(keyOf('task', 'bench', undefined, 'query')).toEqual(theirs(trpc.task.bench, undefined, 'query'))
})

it('a key of what is not there does not compile', () => {
  // @ts-expect-error no such router
  keyOf('frames')
  // @ts-expect-error no such procedure
  keyOf('frame', 'lost')
  // @ts-expect-error no such input
  expect(() => keyOf('frame', 'get', { number: 7 })).not.toThrow()
})
