import { useNavigate } from '@tanstack/react-router'
import type { MergeKind } from '~/components/party/merge-drawer.tsx'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'

/** Merging customers: their sales orders move. */
export const customerMerge: MergeKind = {
  noun: 'customer',
  orderNoun: 'sales order',
  useParties: (search, enabled) => {
    const query = trpc.customer.list.useQuery({ ...(search ? { search } : {}), limit: 8, sort: 'name' }, { enabled })
    return { parties: query.data?.items ?? [], fetching: query.isFetching }
  },
  useOne: (id) => trpc.customer.get.useQuery({ id: id ?? 0 }, { enabled: id !== null }),
  useOrders: (id) => trpc.salesOrder.count.useQuery({ customerId: id }, { enabled: id !== undefined }).data?.total,
  useMerge: (onError) => {
    const navigate = useNavigate()
    const update = useDocumentAction(trpc.customer.update, { entity: 'customer', onError })
    const merge = useDocumentAction(trpc.customer.merge, {
      entity: 'customer',
      done: (kept) => `Merged into ${kept.name}`,
      onDone: ({ id }) => void navigate({ to: '/customers/$id', params: { id: String(id) }, replace: true }),
      onError,
    })
    return {
      fill: (id, version, gaps) => update.mutateAsync({ id, version, ...gaps }),
      merge: (id, duplicateId) => merge.mutateAsync({ id, duplicateId }),
      running: update.isPending || merge.isPending,
    }
  },
}
