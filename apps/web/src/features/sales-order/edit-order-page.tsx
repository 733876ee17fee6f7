import type { SalesOrder } from '@framewright/contracts/sales-order/sales-order.schema'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { errorBody } from '~/lib/errors.ts'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { notifyDone } from '~/lib/notify.ts'
import { trpc, utils } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { useLinesForm } from '~/lib/use-lines-form.ts'
import { draftOfOrder, orderForm, updateInput } from './order-draft.ts'
import { OrderForm } from './order-form.tsx'
import { forgetReason, reasonOf } from './unconfirmed.ts'

const VersionConflict = lazyDialog(
  () => import('~/components/version-conflict.tsx').then((part) => part.VersionConflict),
  { opened: false },
)

/** Changes an order. What others save meanwhile does not disturb the typing; on saving one chooses. */
export function EditOrderPage({ order }: { order: SalesOrder }) {
  const navigate = useNavigate()
  // The order as it was when the editing began, or was begun again.
  const [base, setBase] = useState(order)
  const [conflict, setConflict] = useState(false)
  /** Whether what is being sent, or was refused, was to confirm the order too. */
  const [confirming, setConfirming] = useState(false)
  const form = useLinesForm(draftOfOrder(order), orderForm)
  const leave = () => void navigate({ to: '/sales-orders/$id', params: { id: String(order.id) } })

  const { refuse } = form
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for what came along from the page before
  useEffect(() => {
    const reason = reasonOf(order.id)
    if (reason === undefined) return
    refuse(reason, `${order.number} is saved as a draft, but not confirmed. `)
    return () => forgetReason(order.id)
  }, [order.id])

  const update = useDocumentAction(trpc.salesOrder.update, {
    entity: 'salesOrder',
    done: (after, input) => `${after.number} ${input.status === 'CONFIRMED' ? 'confirmed' : 'saved'}`,
    onDone: () => {
      setConflict(false)
      form.markSaved()
      leave()
    },
    onError: (error) => {
      const { code } = errorBody(error)
      setConflict(code === 'VERSION_CONFLICT')
      if (code !== 'VERSION_CONFLICT') form.refuse(error)
      // What is there has changed since it was shown.
      if (code === 'INSUFFICIENT_STOCK') void utils.item.get.invalidate()
      return true
    },
  })
  const send = (version: number, andConfirm: boolean) => {
    setConfirming(andConfirm)
    const change = updateInput({ id: base.id, version }, form.before(), form.get())
    update.mutate(andConfirm ? { ...change, status: 'CONFIRMED' } : change)
  }
  const current = () => utils.salesOrder.get.fetch({ id: order.id }, { staleTime: 0 })
  const takeTheirs = async () => {
    const theirs = await current()
    setBase(theirs)
    form.restart(draftOfOrder(theirs))
    setConflict(false)
    notifyDone(`This is ${theirs.number} as it is now`)
  }
  const keepMine = async () => send((await current()).version, confirming)

  return (
    <>
      <OrderForm
        form={form}
        title={`Change ${order.number}`}
        isNew={false}
        locked={base.status !== 'DRAFT'}
        running={update.isPending ? (confirming ? 'confirm' : 'save') : null}
        onSave={() => form.check() && send(base.version, false)}
        onConfirm={() => form.check() && send(base.version, true)}
        onCancel={leave}
      />
      <VersionConflict
        opened={conflict}
        number={order.number}
        saving={update.isPending}
        onClose={() => setConflict(false)}
        onTakeTheirs={() => void takeTheirs()}
        onKeepMine={() => void keepMine()}
      />
    </>
  )
}
