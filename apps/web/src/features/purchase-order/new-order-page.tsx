import { useNavigate } from '@tanstack/react-router'
import { PagePending } from '~/components/page-pending.tsx'
import type { PartyChoice } from '~/components/party/party.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { useLinesForm } from '~/lib/use-lines-form.ts'
import { createInput, newDraft, orderForm } from './order-draft.ts'
import { OrderForm } from './order-form.tsx'

/** A new purchase order. */
export function NewOrderPage({ supplier }: { supplier?: PartyChoice }) {
  const navigate = useNavigate()
  const form = useLinesForm(newDraft(supplier), orderForm)
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
