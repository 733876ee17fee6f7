import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { PagePending } from '~/components/page-pending.tsx'
import type { PartyChoice } from '~/components/party/party.ts'
import { confirm } from '~/lib/confirm.ts'
import { errorBody, errorSentence } from '~/lib/errors.ts'
import { notifyDone } from '~/lib/notify.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { useLinesForm } from '~/lib/use-lines-form.ts'
import { createInput, newDraft, orderForm } from './order-draft.ts'
import { OrderForm } from './order-form.tsx'

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
  const [confirming, setConfirming] = useState(false)

  const save = async (andConfirm: boolean) => {
    if (!form.check()) return
    setConfirming(andConfirm)
    try {
      const order = await create.mutateAsync({ ...createInput(form.get()), confirm: andConfirm })
      form.markSaved()
      notifyDone(andConfirm ? `${order.number} confirmed` : `${order.number} saved as a draft`)
      await navigate({ to: '/sales-orders/$id', params: { id: String(order.id) }, replace: true })
    } catch (error) {
      if (andConfirm && errorBody(error).code === 'INSUFFICIENT_STOCK') await offerDraft(error)
    }
  }
  /** Nothing is saved yet: the short lines are marked, and what was typed can be kept as a draft. */
  const offerDraft = async (error: unknown) => {
    const message = `${errorSentence(error)} Nothing is saved or reserved yet.`
    if (await confirm({ title: 'There is not enough in stock', message, verb: 'Save as draft' })) await save(false)
  }

  return (
    <OrderForm
      form={form}
      title="New sales order"
      isNew
      running={create.isPending ? (confirming ? 'confirm' : 'save') : null}
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
