import type { Task, UpdateTaskInput } from '@framewright/contracts/task/task.schema'
import { Alert, Button, Group, Modal, NumberInput, Stack, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { PersonPicker } from '../person-picker.tsx'
import { taskTitle } from '../task-words.ts'

/** Gives a task to somebody else, or changes its quantity or notes. */
export function EditTask({ task, onClose }: { task: Task | null; onClose: () => void }) {
  return (
    <Modal opened={task !== null} onClose={onClose} title={task ? taskTitle(task) : ''}>
      {task ? <EditForm key={task.id} task={task} onClose={onClose} /> : null}
    </Modal>
  )
}

function EditForm({ task, onClose }: { task: Task; onClose: () => void }) {
  const running = task.status === 'IN_PROGRESS'
  const form = useForm({
    initialValues: { userId: task.userId, quantity: task.quantity as string | number, notes: task.notes },
  })
  const update = useDocumentAction(trpc.task.update, {
    entity: 'task',
    done: (saved) => (saved.user ? `${taskTitle(saved)}: ${saved.user.name}` : `${taskTitle(saved)}: for anybody`),
    setErrors: form.setErrors,
    onDone: onClose,
  })
  const save = form.onSubmit(({ userId, quantity, notes }) => {
    const input: UpdateTaskInput = { id: task.id, version: task.version }
    if (userId !== task.userId) input.userId = userId
    if (String(quantity) !== task.quantity) input.quantity = String(quantity)
    if (notes !== task.notes) input.notes = notes
    update.mutate(input)
  })
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        {running ? (
          <Alert color="yellow" variant="light">
            {task.user?.name} is working on it. It can be given to somebody else once it is paused.
          </Alert>
        ) : null}
        <PersonPicker
          label="Person"
          nobody="Anybody of the trade"
          kind={task.kind}
          disabled={running}
          value={form.values.userId}
          onChange={(id) => form.setFieldValue('userId', id)}
          error={form.errors.userId}
        />
        {task.status === 'PENDING' ? (
          <NumberInput label="Pieces" min={1} allowDecimal={false} {...form.getInputProps('quantity')} />
        ) : null}
        <Textarea label="Notes" maxLength={2000} {...form.getInputProps('notes')} />
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
