import * as decimal from '@framewright/contracts/core/decimal'
import type { ProductionOrder } from '@framewright/contracts/production-order/production-order.schema'
import type { TaskKind } from '@framewright/contracts/task/task.kind'
import { Alert, Checkbox, Drawer, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { DecimalInput } from '~/components/decimal-input.tsx'
import { Form, FormButtons } from '~/components/form.tsx'
import { MachinePicker, PersonPicker } from '~/components/pickers/pickers.tsx'
import { errorSentence, fieldErrors } from '~/lib/errors.ts'
import { formatQuantity } from '~/lib/format.ts'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { lookOf } from '~/state/state-table.ts'
import classes from './production-order.module.css'

interface Props {
  order: ProductionOrder
  opened: boolean
  onClose: () => void
}

/** Recording what was made: everything that is left is proposed. */
export function OutputDrawer({ order, opened, onClose }: Props) {
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={460}
      title={`What was made of ${order.number}`}
      styles={{ title: { fontWeight: 600 } }}
    >
      {opened ? <OutputForm order={order} onDone={onClose} /> : null}
    </Drawer>
  )
}

/** What goes through all stages at once, as a choice beside them. */
const whole = 'ALL'

interface Values {
  stage: TaskKind | typeof whole
  quantity: string
  scrap: string
  reason: string
  operatorId: number | null
  machineId: number | null
  from: string
  to: string
  complete: boolean
}

/** Fields beside each other keep their boxes in line, whatever is said of them. */
const below: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']
const isQuantity = (value: string) => /^\d{1,12}(\.\d{1,6})?$/.test(value)
const written = (value: string) => (value === '' ? '0' : value)
/** What a field for day and time holds, as an instant; null where it is empty. */
const instantOf = (local: string) => (local === '' ? null : new Date(local).toISOString())

/** What is left to be recorded: at a stage what can be taken, and of what goes through all what none has begun. */
function leftAt({ left, stages }: ProductionOrder, stage: Values['stage']): string {
  const first = stages[0]
  if (stage === whole) return first === undefined ? left : first.left
  const own = stages.find((one) => one.stage === stage)
  return own === undefined ? '0' : decimal.subtract(own.ready, own.waiting)
}

function OutputForm({ order, onDone }: { order: ProductionOrder; onDone: () => void }) {
  const seesPeople = useMay('user.read')
  const seesMachines = useMay('machine.read')
  const [refusal, setRefusal] = useState<string | null>(null)
  const form = useForm<Values>({
    initialValues: {
      stage: whole,
      quantity: decimal.isZero(leftAt(order, whole)) ? '' : leftAt(order, whole),
      scrap: '',
      reason: '',
      operatorId: null,
      machineId: order.machine?.id ?? null,
      from: '',
      to: '',
      complete: true,
    },
    validate: {
      quantity: (value, { scrap }) => {
        if (!isQuantity(written(value))) return 'A number, like 12 or 0.5'
        const some = isQuantity(written(scrap)) && decimal.isPositive(decimal.add(written(value), written(scrap)))
        return some ? null : 'Say how many were made, or how many were lost'
      },
      scrap: (value) => (isQuantity(written(value)) ? null : 'A number, like 12 or 0.5'),
      reason: (value, { scrap }) =>
        isQuantity(written(scrap)) && decimal.isPositive(written(scrap)) && value.trim() === ''
          ? 'Say why they were lost'
          : null,
      to: (value, { from }) => (value !== '' && from > value ? 'The end cannot be before the start' : null),
    },
  })
  const output = useDocumentAction(trpc.productionOrder.output, {
    entity: 'productionOrder',
    done: (after) =>
      after.status === 'COMPLETED'
        ? `${after.number} is made completely`
        : `Recorded, ${formatQuantity(after.left)} left to be made`,
    onDone,
    onError: (error) => {
      const fields = fieldErrors(error)
      form.setErrors(fields)
      setRefusal(Object.keys(fields).length > 0 ? null : errorSentence(error))
      return true
    },
  })
  const { stage, quantity, scrap } = form.values
  const left = leftAt(order, stage)
  const total =
    isQuantity(written(quantity)) && isQuantity(written(scrap)) ? decimal.add(written(quantity), written(scrap)) : '0'
  const last = stage === whole || stage === order.stages.at(-1)?.stage
  const finishes = last && !decimal.isPositive(decimal.subtract(order.left, total))
  const submit = form.onSubmit((values) => {
    setRefusal(null)
    const [from, to] = [instantOf(values.from), instantOf(values.to)]
    output.mutate({
      productionOrderId: order.id,
      ...(values.stage === whole ? {} : { stage: values.stage }),
      quantity: written(values.quantity),
      scrap: written(values.scrap),
      reason: values.reason,
      complete: values.complete && finishes,
      ...(values.operatorId === null ? {} : { operatorId: values.operatorId }),
      ...(values.machineId === null ? {} : { machineId: values.machineId }),
      ...(from === null ? {} : { from }),
      ...(to === null ? {} : { to }),
    })
  })
  const unit = order.item.unit === 'each' ? '' : ` (${order.item.unit})`
  return (
    <Form onSubmit={submit}>
      <Stack gap="md">
        {refusal ? (
          <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} aria-hidden />} role="alert">
            {refusal}
          </Alert>
        ) : null}
        {order.stages.length > 1 ? (
          <SegmentedControl
            aria-label="The stage it came off"
            fullWidth
            value={stage}
            onChange={(value) => {
              const next = value as Values['stage']
              form.setFieldValue('stage', next)
              form.setFieldValue('quantity', leftAt(order, next))
            }}
            data={[
              { value: whole, label: 'All stages' },
              ...order.stages.map((one) => ({ value: one.stage, label: lookOf('taskKind', one.stage).word })),
            ]}
          />
        ) : null}
        <div className={classes.fields}>
          <DecimalInput
            label={`Good${unit}`}
            description={`${formatQuantity(left)} left of ${formatQuantity(order.planned)}`}
            inputWrapperOrder={below}
            data-autofocus
            value={form.values.quantity}
            error={form.errors.quantity}
            onChange={(value) => form.setFieldValue('quantity', value)}
          />
          <DecimalInput
            label={`Lost${unit}`}
            description="Takes materials as well"
            inputWrapperOrder={below}
            value={form.values.scrap}
            error={form.errors.scrap}
            onChange={(value) => form.setFieldValue('scrap', value)}
          />
        </div>
        {decimal.isPositive(isQuantity(written(scrap)) ? written(scrap) : '0') ? (
          <TextInput
            label="Why they were lost"
            placeholder="Cracked, mis-cut, wrong colour"
            maxLength={200}
            required
            {...form.getInputProps('reason')}
          />
        ) : null}
        {seesPeople ? (
          <PersonPicker
            label="Made by"
            placeholder="Me"
            clearable
            value={form.values.operatorId}
            error={form.errors.operatorId}
            onChange={(id) => form.setFieldValue('operatorId', id)}
          />
        ) : null}
        {seesMachines ? (
          <MachinePicker
            label="Made on"
            placeholder="No machine"
            clearable
            value={form.values.machineId}
            initialLabel={order.machine?.name}
            error={form.errors.machineId}
            onChange={(id) => form.setFieldValue('machineId', id)}
          />
        ) : null}
        <div className={classes.fields}>
          <TextInput label="From" type="datetime-local" {...form.getInputProps('from')} />
          <TextInput
            label="To"
            type="datetime-local"
            description="Now, if left empty"
            inputWrapperOrder={below}
            {...form.getInputProps('to')}
          />
        </div>
        {finishes ? (
          <Checkbox
            label="Nothing is left then: complete the order"
            {...form.getInputProps('complete', { type: 'checkbox' })}
          />
        ) : null}
      </Stack>
      <FormButtons verb="Record output" loading={output.isPending} onCancel={onDone} />
    </Form>
  )
}
