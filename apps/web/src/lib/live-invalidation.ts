import type { QueryKey } from '@tanstack/react-query'
import { getQueryKey } from '@trpc/react-query'
import { goodsTouched } from './invalidation/goods.ts'
import { statistics, stock, type Touch, type Touched } from './invalidation/keys.ts'
import { makingTouched } from './invalidation/making.ts'
import { tradeTouched } from './invalidation/trade.ts'
import { trpc } from './trpc.ts'

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
    getQueryKey(trpc.user.list),
    getQueryKey(trpc.user.get, { id }),
    getQueryKey(trpc.user.people),
    getQueryKey(trpc.workOrder.suggestAssignee),
    getQueryKey(trpc.department),
    getQueryKey(trpc.jobTitle),
    getQueryKey(trpc.menu.access),
    getQueryKey(trpc.menu.ofUser, { userId: id }),
    // A person's API keys and badges are told of as changes of the person.
    getQueryKey(trpc.apiKey.list),
    getQueryKey(trpc.badge.list),
    getQueryKey(trpc.auth.sessions),
    // Roles count their people, and the home screen those who wait for one.
    getQueryKey(trpc.role.list),
    statistics(),
  ],
  role: ({ entityId: id }) => [
    getQueryKey(trpc.role.list),
    getQueryKey(trpc.role.get, { id }),
    getQueryKey(trpc.user.list),
    getQueryKey(trpc.user.get),
    getQueryKey(trpc.user.people),
    getQueryKey(trpc.menu.access),
    getQueryKey(trpc.menu.ofUser),
  ],
  shop: () => [getQueryKey(trpc.shop)],
  // Whole tables may be gone: whatever this screen shows is read again when it is looked at.
  developer: () => [getQueryKey(trpc.developer)],
  department: () => [getQueryKey(trpc.department), getQueryKey(trpc.user.list), getQueryKey(trpc.user.get)],
  jobTitle: () => [getQueryKey(trpc.jobTitle), getQueryKey(trpc.user.list), getQueryKey(trpc.user.get)],
  // An import may have brought anything that can be imported.
  importRun: () => [
    getQueryKey(trpc.frame),
    getQueryKey(trpc.item),
    getQueryKey(trpc.bom),
    getQueryKey(trpc.category),
    getQueryKey(trpc.supplier),
    getQueryKey(trpc.customer),
    getQueryKey(trpc.purchaseOrder),
    getQueryKey(trpc.salesOrder),
    getQueryKey(trpc.invoice),
    getQueryKey(trpc.workOrder),
    getQueryKey(trpc.machine),
    ...stock(),
    statistics(),
  ],
}

/** The queries an event touches, the document's own timeline included. */
export function queriesTouchedBy(event: Touch): QueryKey[] {
  return [
    ...touched[event.entity](event),
    getQueryKey(trpc.event.list),
    // Its files; for an entity that has none there is no such query.
    [['attachment', 'list'], { input: { entity: event.entity, entityId: event.entityId } }],
  ]
}
