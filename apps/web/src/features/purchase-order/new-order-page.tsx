import { useNavigate } from '@tanstack/react-router'
import { PagePending } from '~/components/page-pending.tsx'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { createInput, newDraft } from './order-draft.ts'
import { OrderForm } from './order-form.tsx'
import type { SupplierChoice } from './supplier-picker.tsx'
import { useOrderForm } from './use-order-form.ts'

/** A new purchase order. */
export function NewOrderPage({ supplier }: { supplier?: SupplierChoice }) {
  const navigate = useNavigate()
  const form = useOrderForm(newDraft(supplier))
  const create = useDocumentAction(trpc.purchaseOrder.create, {
    entity: 'purchaseOrder',
    done: (order) => `${order.number} raised`,
    onDone: (order) => {
      form.markSaved()
      void navigate({ to: '/purchase-orders/$id', params: { id: String(order.id) }, replace: true })
    },
    onError: (error) => {
      form.refuse(error)
      return true
    },
  })
  return (
    <OrderForm
      form={form}
      title="New purchase order"
      submit="Raise order"
      allowNewSupplier
      saving={create.isPending}
      onSubmit={() => form.check() && create.mutate(createInput(form.get()))}
      onCancel={() => void navigate({ to: '/purchase-orders' })}
    />
  )
}

/** The page by its link, which may name the supplier. */
export function NewOrderRoute({ supplierId }: { supplierId: number | undefined }) {
  const query = trpc.supplier.get.useQuery({ id: supplierId ?? 0 }, { enabled: supplierId !== undefined })
  if (supplierId === undefined) return <NewOrderPage />
  if (query.isPending) return <PagePending />
  return query.data ? <NewOrderPage supplier={{ id: query.data.id, name: query.data.name }} /> : <NewOrderPage />
}
