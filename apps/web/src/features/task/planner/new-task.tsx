import type { TaskKind } from '@framewright/contracts/task/task.kind'
import { Button, Group, Modal, NumberInput, SegmentedControl, Stack, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { lookOf } from '~/state/state-table.ts'
import { FramePicker } from '../frame-picker.tsx'
import { PersonPicker } from '../person-picker.tsx'
import { taskOrder } from '../task-words.ts'

const kinds: readonly TaskKind[] = ['ASSEMBLY', 'GLAZING', 'INSTALLATION']

interface Props {
  opened: boolean
  onClose: () => void
  /** The work order it belongs to: its frame is then given, and so are its stages. */
  workOrder?: { id: number; frameId: number; stages: readonly TaskKind[]; quantity: string }
  /** The production order whose stage it is to be: what it makes is then given. */
  productionOrder?: { id: number; itemId: number; stages: readonly TaskKind[]; quantity: string }
  /** The kind to begin with. */
  kind?: TaskKind | undefined
}

/** Plans a task: for somebody, or for whoever of the trade takes it first. */
export function NewTask(props: Props) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title="New task">
      {props.opened ? <NewTaskForm {...props} /> : null}
    </Modal>
  )
}

function NewTaskForm({ onClose, workOrder, productionOrder, kind }: Props) {
  const [stages, setStages] = useState<readonly TaskKind[]>(productionOrder?.stages ?? workOrder?.stages ?? kinds)
  const form = useForm({
    initialValues: {
      kind: kind ?? stages[0] ?? 'ASSEMBLY',
      frameId: productionOrder?.itemId ?? workOrder?.frameId ?? null,
      quantity: (productionOrder?.quantity ?? workOrder?.quantity ?? '1') as string | number,
      userId: null as number | null,
      notes: '',
    },
    validate: {
      frameId: (value) => (value === null ? 'Choose the frame' : null),
      quantity: (value) => (/^[1-9]\d*$/.test(String(value)) ? null : 'At least one, in whole pieces'),
    },
  })
  const create = useDocumentAction(trpc.task.create, {
    entity: 'task',
    done: (task) => `Planned: ${taskOrder(task)}`,
    setErrors: form.setErrors,
    onDone: onClose,
  })
  const save = form.onSubmit(({ frameId, userId, quantity, ...rest }) => {
    if (frameId === null) return
    create.mutate({
      ...rest,
      ...(productionOrder ? { productionOrderId: productionOrder.id } : { frameId }),
      quantity: String(quantity),
      ...(userId === null ? {} : { userId }),
      ...(workOrder ? { workOrderId: workOrder.id } : {}),
    })
  })
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        {workOrder || productionOrder ? null : (
          <FramePicker
            label="Frame"
            required
            autoFocus
            value={form.values.frameId}
            error={form.errors.frameId}
            onChange={(id, frame) => {
              form.setFieldValue('frameId', id)
              if (!frame) return
              setStages(frame.stages)
              const first = frame.stages[0]
              if (first && !frame.stages.includes(form.values.kind)) form.setFieldValue('kind', first)
            }}
          />
        )}
        <SegmentedControl
          aria-label="Kind of work"
          fullWidth
          value={form.values.kind}
          onChange={(value) => {
            form.setFieldValue('kind', value as TaskKind)
            form.setFieldValue('userId', null)
          }}
          data={stages.map((one) => ({ value: one, label: lookOf('taskKind', one).word }))}
        />
        <NumberInput label="Pieces" min={1} allowDecimal={false} {...form.getInputProps('quantity')} />
        <PersonPicker
          label="Person"
          nobody="Anybody of the trade"
          kind={form.values.kind}
          value={form.values.userId}
          error={form.errors.userId}
          onChange={(id) => form.setFieldValue('userId', id)}
        />
        <Textarea label="Notes" maxLength={2000} {...form.getInputProps('notes')} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Back
          </Button>
          <Button type="submit" loading={create.isPending}>
            Plan it
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
