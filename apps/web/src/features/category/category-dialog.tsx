import type { Category } from '@framewright/contracts/category/category.schema'
import { Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Form, FormButtons, FormError } from '~/components/form.tsx'
import { errorSentence, fieldErrors } from '~/lib/errors.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { CategoryPicker } from './category-picker.tsx'

/** What the dialog is for: a new category below one, or a change of one. */
export type CategoryTask = { parentId: number | null } | { category: Category }

/** Makes, renames or moves a category. */
export function CategoryDialog({ task, onClose }: { task: CategoryTask | null; onClose: () => void }) {
  const changed = task !== null && 'category' in task ? task.category : undefined
  return (
    <Modal opened={task !== null} onClose={onClose} title={changed ? `Change ${changed.name}` : 'New category'}>
      {task === null ? null : <CategoryForm task={task} category={changed} onClose={onClose} />}
    </Modal>
  )
}

interface FormProps {
  task: CategoryTask
  category: Category | undefined
  onClose: () => void
}

function CategoryForm({ task, category, onClose }: FormProps) {
  const form = useForm<{ name: string; parentId: number | null }>({
    initialValues: {
      name: category?.name ?? '',
      parentId: 'category' in task ? task.category.parentId : task.parentId,
    },
    validate: { name: (name) => (name.trim() === '' ? 'What is the category called?' : null) },
  })
  const options = {
    entity: 'category',
    onDone: onClose,
    onError: (error: unknown) => {
      const fields = fieldErrors(error)
      form.setErrors(Object.keys(fields).length > 0 ? fields : { whole: errorSentence(error) })
      return true
    },
  } as const
  const create = useDocumentAction(trpc.category.create, { ...options, done: (made) => `${made.path} created` })
  const update = useDocumentAction(trpc.category.update, { ...options, done: (saved) => `${saved.path} saved` })
  return (
    <Form
      onSubmit={form.onSubmit((values) =>
        category ? update.mutate({ id: category.id, version: category.version, ...values }) : create.mutate(values),
      )}
    >
      <Stack gap="md">
        <FormError>{form.errors.whole}</FormError>
        <TextInput label="Name" required maxLength={120} data-autofocus {...form.getInputProps('name')} />
        <CategoryPicker
          label="Below"
          placeholder="At the top"
          without={category?.path}
          {...form.getInputProps('parentId')}
          value={form.values.parentId}
        />
      </Stack>
      <FormButtons
        verb={category ? 'Save' : 'Create category'}
        loading={create.isPending || update.isPending}
        onCancel={onClose}
      />
    </Form>
  )
}
