import type { QueryKey } from '@tanstack/react-query'
import { goodsTouched } from './invalidation/goods.ts'
import { statistics, stock, type Touch, type Touched } from './invalidation/keys.ts'
import { makingTouched } from './invalidation/making.ts'
import { tradeTouched } from './invalidation/trade.ts'
import { keyOf } from './query-key.ts'

export type { Touch }

/**
 * The one table from what an event is about to the queries that read it; `live.ts` and `useDocumentAction` refetch
 * exactly these. An entity missing here does not compile.
 */
const touched: Touched = {
  ...goodsTouched,
  ...tradeTouched,
  ...makingTouched,
  user: ({ entityId: id }) => [
    keyOf('user', 'list'),
    keyOf('user', 'get', { id }),
    keyOf('user', 'people'),
    keyOf('workOrder', 'suggestAssignee'),
    keyOf('department'),
    keyOf('jobTitle'),
    keyOf('menu', 'access'),
    keyOf('menu', 'ofUser', { userId: id }),
    // A person's API keys and badges are told of as changes of the person.
    keyOf('apiKey', 'list'),
    keyOf('badge', 'list'),
    keyOf('auth', 'sessions'),
    // Roles count their people, and the home screen those who wait for one.
    keyOf('role', 'list'),
    statistics(),
  ],
  role: ({ entityId: id }) => [
    keyOf('role', 'list'),
    keyOf('role', 'get', { id }),
    keyOf('user', 'list'),
    keyOf('user', 'get'),
    keyOf('user', 'people'),
    keyOf('menu', 'access'),
    keyOf('menu', 'ofUser'),
  ],
  shop: () => [keyOf('shop')],
  // Whole tables may be gone: whatever this screen shows is read again when it is looked at.
  developer: () => [keyOf('developer')],
  department: () => [keyOf('department'), keyOf('user', 'list'), keyOf('user', 'get')],
  jobTitle: () => [keyOf('jobTitle'), keyOf('user', 'list'), keyOf('user', 'get')],
  // An import may have brought anything that can be imported.
  importRun: () => [
    keyOf('frame'),
    keyOf('item'),
    keyOf('bom'),
    keyOf('category'),
    keyOf('supplier'),
    keyOf('customer'),
    keyOf('purchaseOrder'),
    keyOf('salesOrder'),
    keyOf('invoice'),
    keyOf('workOrder'),
    keyOf('machine'),
    ...stock(),
    statistics(),
  ],
}

/** The queries an event touches, the document's own timeline included. */
export function queriesTouchedBy(event: Touch): QueryKey[] {
  return [
    ...touched[event.entity](event),
    keyOf('event', 'list'),
    // Its files; for an entity that has none there is no such query.
    [['attachment', 'list'], { input: { entity: event.entity, entityId: event.entityId } }],
  ]
}
