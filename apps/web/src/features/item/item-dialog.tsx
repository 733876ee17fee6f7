import type { Item } from '@framewright/contracts/item/item.schema'
import { Modal } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Form, FormButtons } from '~/components/form.tsx'
import { errorSentence, fieldErrors } from '~/lib/errors.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { ItemFields } from './item-fields.tsx'
import { createInput, emptyItem, type ItemValues, itemRules } from './item-values.ts'

interface Props {
  opened: boolean
  onClose: () => void
  onCreated: (item: Item) => void
  /** The category the list shows: most likely the new item's. */
  categoryId?: number | undefined
}

/** Puts an item into the catalogue. */
export function ItemDialog({ opened, ...rest }: Props) {
  return (
    <Modal opened={opened} onClose={rest.onClose} title="New item" size="lg">
      {opened ? <NewItemForm {...rest} /> : null}
    </Modal>
  )
}

function NewItemForm({ onClose, onCreated, categoryId }: Omit<Props, 'opened'>) {
  const form = useForm<ItemValues>({
    initialValues: { ...emptyItem, categoryId: categoryId ?? null },
    validate: itemRules,
  })
  const create = useDocumentAction(trpc.item.create, {
    entity: 'item',
    done: (item) => `${item.name} is in the catalogue`,
    onDone: (item) => {
      onClose()
      onCreated(item)
    },
    onError: (error) => {
      const fields = fieldErrors(error)
      form.setErrors(Object.keys(fields).length > 0 ? fields : { whole: errorSentence(error) })
      return true
    },
  })
  return (
    <Form onSubmit={form.onSubmit((values) => create.mutate(createInput(values)))}>
      <ItemFields form={form} isNew />
      <FormButtons verb="Create item" loading={create.isPending} onCancel={onClose} />
    </Form>
  )
}
