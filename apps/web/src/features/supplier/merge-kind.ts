import { useNavigate } from '@tanstack/react-router'
import type { MergeKind } from '~/components/party/merge-drawer.tsx'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'

/** Merging suppliers: their purchase orders move. */
export const supplierMerge: MergeKind = {
  noun: 'supplier',
  orderNoun: 'purchase order',
  useParties: (search, enabled) => {
    const query = trpc.supplier.list.useQuery({ ...(search ? { search } : {}), limit: 8, sort: 'name' }, { enabled })
    return { parties: query.data?.items ?? [], fetching: query.isFetching }
  },
  useOne: (id) => trpc.supplier.get.useQuery({ id: id ?? 0 }, { enabled: id !== null }),
  useOrders: (id) => trpc.purchaseOrder.count.useQuery({ supplierId: id }, { enabled: id !== undefined }).data?.total,
  useMerge: (onError) => {
    const navigate = useNavigate()
    const update = useDocumentAction(trpc.supplier.update, { entity: 'supplier', onError })
    const merge = useDocumentAction(trpc.supplier.merge, {
      entity: 'supplier',
      done: (kept) => `Merged into ${kept.name}`,
      onDone: ({ id }) => void navigate({ to: '/suppliers/$id', params: { id: String(id) }, replace: true }),
      onError,
    })
    return {
      fill: (id, version, gaps) => update.mutateAsync({ id, version, ...gaps }),
      merge: (id, duplicateId) => merge.mutateAsync({ id, duplicateId }),
      running: update.isPending || merge.isPending,
    }
  },
}
