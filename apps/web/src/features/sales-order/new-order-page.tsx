import { useNavigate } from '@tanstack/react-router'
import { PagePending } from '~/components/page-pending.tsx'
import type { PartyChoice } from '~/components/party/party.ts'
import { notifyDone } from '~/lib/notify.tsx'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { useLinesForm } from '~/lib/use-lines-form.ts'
import { createInput, newDraft, orderForm } from './order-draft.ts'
import { OrderForm } from './order-form.tsx'
import { keepReason } from './unconfirmed.ts'

/** A new sales order, saved as a draft or confirmed in one go. */
export function NewOrderPage({ customer }: { customer?: PartyChoice }) {
  const navigate = useNavigate()
  const form = useLinesForm(newDraft(customer), orderForm)
  const create = useDocumentAction(trpc.salesOrder.create, {
    entity: 'salesOrder',
    onError: (error) => {
      form.refuse(error)
      return true
    },
  })
  const confirm = useDocumentAction(trpc.salesOrder.confirm, { entity: 'salesOrder', onError: () => true })

  const save = async (andConfirm: boolean) => {
    if (!form.check()) return
    const order = await create.mutateAsync(createInput(form.get())).catch(() => undefined)
    if (!order) return
    form.markSaved()
    const params = { id: String(order.id) }
    if (!andConfirm) {
      notifyDone(`${order.number} saved as a draft`)
      return navigate({ to: '/sales-orders/$id', params, replace: true })
    }
    try {
      await confirm.mutateAsync({ id: order.id })
    } catch (error) {
      // It is saved, but something speaks against confirming it: on with the draft, and with the reason.
      keepReason(order.id, error)
      return navigate({ to: '/sales-orders/$id/edit', params, replace: true })
    }
    notifyDone(`${order.number} confirmed`)
    return navigate({ to: '/sales-orders/$id', params, replace: true })
  }

  return (
    <OrderForm
      form={form}
      title="New sales order"
      isNew
      running={confirm.isPending ? 'confirm' : create.isPending ? 'save' : null}
      onSave={() => void save(false)}
      onConfirm={() => void save(true)}
      onCancel={() => void navigate({ to: '/sales-orders' })}
    />
  )
}

/** The page by its link, which may name the customer. */
export function NewOrderRoute({ customerId }: { customerId: number | undefined }) {
  const query = trpc.customer.get.useQuery({ id: customerId ?? 0 }, { enabled: customerId !== undefined })
  if (customerId === undefined) return <NewOrderPage />
  if (query.isPending) return <PagePending />
  return query.data ? <NewOrderPage customer={{ id: query.data.id, name: query.data.name }} /> : <NewOrderPage />
}
