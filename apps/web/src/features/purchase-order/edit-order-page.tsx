import type { PurchaseOrder } from '@framewright/contracts/purchase-order/purchase-order.schema'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { errorBody } from '~/lib/errors.ts'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { notifyDone } from '~/lib/notify.ts'
import { trpc, utils } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { useLinesForm } from '~/lib/use-lines-form.ts'
import { draftOfOrder, orderForm, updateInput } from './order-draft.ts'
import { OrderForm } from './order-form.tsx'

const VersionConflict = lazyDialog(
  () => import('~/components/version-conflict.tsx').then((part) => part.VersionConflict),
  { opened: false },
)

/** Changes an order. What others save meanwhile does not disturb the typing; on saving one chooses. */
export function EditOrderPage({ order }: { order: PurchaseOrder }) {
  const navigate = useNavigate()
  // The order as it was when the editing began, or was begun again.
  const [base, setBase] = useState(order)
  const [conflict, setConflict] = useState(false)
  const form = useLinesForm(draftOfOrder(order), orderForm)
  const leave = () => void navigate({ to: '/purchase-orders/$id', params: { id: String(order.id) } })
  const update = useDocumentAction(trpc.purchaseOrder.update, {
    entity: 'purchaseOrder',
    done: `${order.number} saved`,
    onDone: () => {
      setConflict(false)
      form.markSaved()
      leave()
    },
    onError: (error) => {
      if (errorBody(error).code === 'VERSION_CONFLICT') setConflict(true)
      else {
        setConflict(false)
        form.refuse(error)
      }
      return true
    },
  })
  const save = (version: number) => update.mutate(updateInput({ id: base.id, version }, form.before(), form.get()))
  const current = () => utils.purchaseOrder.get.fetch({ id: order.id }, { staleTime: 0 })
  const takeTheirs = async () => {
    const theirs = await current()
    setBase(theirs)
    form.restart(draftOfOrder(theirs))
    setConflict(false)
    notifyDone(`This is ${theirs.number} as it is now`)
  }
  const keepMine = async () => save((await current()).version)

  return (
    <>
      <OrderForm
        form={form}
        title={`Change ${order.number}`}
        submit="Save"
        allowNewSupplier={false}
        linesLocked={base.status !== 'PENDING'}
        saving={update.isPending}
        onSubmit={() => form.check() && save(base.version)}
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
