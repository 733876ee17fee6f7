import type { ProductionOrder } from '@framewright/contracts/production-order/production-order.schema'
import { Modal, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { Form, FormButtons } from '~/components/form.tsx'
import { errorBody, errorSentence, fieldErrors } from '~/lib/errors.ts'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { notifyError } from '~/lib/notify.ts'
import { trpc, utils } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { OrderFields, type OrderValues, orderRules } from './order-fields.tsx'

const VersionConflict = lazyDialog(
  () => import('~/components/version-conflict.tsx').then((part) => part.VersionConflict),
  { opened: false },
)

interface Props {
  order: ProductionOrder
  opened: boolean
  onClose: () => void
}

/** Changes an order: how many only while it is a draft, the rest until it is closed. */
export function EditOrderDialog({ order, opened, onClose }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={`Change ${order.number}`} size="lg">
      {opened ? <EditForm order={order} onClose={onClose} /> : null}
    </Modal>
  )
}

const valuesOf = ({ planned, priority, dueDate, notes }: ProductionOrder): OrderValues => ({
  quantity: planned,
  priority,
  dueDate: dueDate ?? '',
  notes,
})

function EditForm({ order, onClose }: { order: ProductionOrder; onClose: () => void }) {
  // The order as it was when the form opened: a live change must not slip in under what is being written.
  const [base, setBase] = useState(order)
  const [conflict, setConflict] = useState(false)
  const form = useForm<OrderValues>({ initialValues: valuesOf(order), validate: orderRules })
  const update = useDocumentAction(trpc.productionOrder.update, {
    entity: 'productionOrder',
    done: (saved) => `${saved.number} saved`,
    onDone: onClose,
    onError: (error) => {
      if (errorBody(error).code === 'VERSION_CONFLICT') {
        setConflict(true)
        return true
      }
      setConflict(false)
      const fields = fieldErrors(error)
      if (Object.keys(fields).length > 0) form.setErrors(fields)
      else notifyError(errorSentence(error))
      return true
    },
  })
  const save = (version: number) => {
    const { quantity, priority, dueDate, notes } = form.values
    const before = valuesOf(base)
    update.mutate({
      id: base.id,
      version,
      ...(quantity === before.quantity ? {} : { quantity }),
      ...(priority === before.priority ? {} : { priority }),
      ...(dueDate === before.dueDate ? {} : { dueDate: dueDate === '' ? null : dueDate }),
      ...(notes === before.notes ? {} : { notes }),
    })
  }
  const current = () => utils.productionOrder.get.fetch({ id: order.id }, { staleTime: 0 })
  const takeTheirs = async () => {
    const theirs = await current()
    setBase(theirs)
    form.setValues(valuesOf(theirs))
    setConflict(false)
  }
  return (
    <Form onSubmit={form.onSubmit(() => save(base.version))}>
      <Stack>
        <OrderFields form={form} unit={order.item.unit} settled={base.status !== 'DRAFT'} />
      </Stack>
      <FormButtons verb="Save" loading={update.isPending} onCancel={onClose} />
      <VersionConflict
        opened={conflict}
        number={order.number}
        saving={update.isPending}
        onClose={() => setConflict(false)}
        onTakeTheirs={() => void takeTheirs()}
        onKeepMine={() => void current().then((theirs) => save(theirs.version))}
      />
    </Form>
  )
}
