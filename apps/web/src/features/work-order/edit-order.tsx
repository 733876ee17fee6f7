import type { UpdateWorkOrderInput, WorkOrder } from '@framewright/contracts/work-order/work-order.schema'
import { Button, Group, Modal, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { errorBody } from '~/lib/errors.ts'
import { client, trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { EditConflict } from './edit-conflict.tsx'
import { OrderFields, type OrderValues, orderRules } from './order-fields.tsx'

interface Props {
  order: WorkOrder
  opened: boolean
  onClose: () => void
}

/** Changes what a work order says. When somebody else has changed it meanwhile, asks which of the two shall stand. */
export function EditOrder({ order, opened, onClose }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={`Edit ${order.number}`} size="lg">
      {opened ? <EditForm order={order} onClose={onClose} /> : null}
    </Modal>
  )
}

const valuesOf = (order: WorkOrder): OrderValues => ({
  description: order.description,
  quantity: order.quantity,
  priority: order.priority,
  dueDate: order.dueDate ?? '',
})

/** Only what differs from the order it is based on, so that somebody else's other changes stay. */
function changes(base: WorkOrder, values: OrderValues): UpdateWorkOrderInput {
  const input: UpdateWorkOrderInput = { id: base.id, version: base.version }
  const description = values.description.trim()
  if (description !== base.description) input.description = description
  if (String(values.quantity) !== base.quantity) input.quantity = String(values.quantity)
  if (values.priority !== base.priority) input.priority = values.priority
  if (values.dueDate !== (base.dueDate ?? '')) input.dueDate = values.dueDate === '' ? null : values.dueDate
  return input
}

function EditForm({ order, onClose }: Omit<Props, 'opened'>) {
  // The order as it was when the form opened: a live change must not slip in under what is being written.
  const [base, setBase] = useState(order)
  const [theirs, setTheirs] = useState<WorkOrder | null>(null)
  const form = useForm<OrderValues>({ initialValues: valuesOf(order), validate: orderRules })
  const update = useDocumentAction(trpc.workOrder.update, {
    entity: 'workOrder',
    done: (saved) => `${saved.number} saved`,
    setErrors: form.setErrors,
    onDone: onClose,
    onError: (error) => {
      if (errorBody(error).code !== 'VERSION_CONFLICT') return false
      void client.workOrder.get.query({ id: order.id }).then(setTheirs, () => onClose())
      return true
    },
  })
  if (theirs) {
    return (
      <EditConflict
        base={base}
        theirs={theirs}
        mine={form.values}
        busy={update.isPending}
        onKeepMine={() => {
          // Mine over theirs, where I changed something; everything else stays as they left it.
          const { id: _id, version: _version, ...mine } = changes(base, form.values)
          update.mutate({ id: theirs.id, version: theirs.version, ...mine })
        }}
        onTakeTheirs={() => {
          setBase(theirs)
          form.setValues(valuesOf(theirs))
          form.resetDirty(valuesOf(theirs))
          setTheirs(null)
        }}
      />
    )
  }
  return (
    <form onSubmit={form.onSubmit((values) => update.mutate(changes(base, values)))} noValidate>
      <Stack>
        <OrderFields form={form} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Back
          </Button>
          <Button type="submit" loading={update.isPending} disabled={!form.isDirty()}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
