import type { Item, ItemKind } from '@framewright/contracts/item/item.schema'
import { units } from '@framewright/contracts/item/units'
import { Alert, Modal, Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { DecimalInput } from '~/components/decimal-input.tsx'
import { Form, FormButtons } from '~/components/form.tsx'
import { errorSentence, fieldErrors } from '~/lib/errors.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { itemKindOptions } from './item-kinds.ts'

interface Props {
  opened: boolean
  onClose: () => void
  onCreated: (item: Item) => void
}

/** A frame is made on its own page, with its size and stages. */
const kinds = itemKindOptions.filter((kind) => kind.value !== 'FRAME')

/** Puts an item into the catalogue. */
export function ItemDialog({ opened, onClose, onCreated }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title="New item" size="lg">
      {opened ? <ItemForm onClose={onClose} onCreated={onCreated} /> : null}
    </Modal>
  )
}

function ItemForm({ onClose, onCreated }: Omit<Props, 'opened'>) {
  const form = useForm<Record<Field, string>>({
    mode: 'controlled',
    initialValues: {
      sku: '',
      name: '',
      kind: 'MATERIAL',
      unit: 'each',
      unitPrice: '',
      cost: '',
      taxRate: '',
      openingStock: '',
      whole: '',
    },
    validate: {
      sku: (sku) => (sku.trim() === '' ? 'A SKU names the item on labels and in orders' : null),
      name: (name) => (name.trim() === '' ? 'What is it?' : null),
    },
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
  const submit = ({ sku, name, kind, unit, ...rest }: Record<Field, string>) =>
    create.mutate({
      sku,
      name,
      kind: kind as Exclude<ItemKind, 'FRAME'>,
      unit,
      unitPrice: rest.unitPrice || '0',
      cost: rest.cost || '0',
      taxRate: rest.taxRate || '0',
      ...(rest.openingStock === '' ? {} : { openingStock: rest.openingStock }),
    })
  const unit = form.values.unit === 'each' ? 'piece' : form.values.unit
  return (
    <Form onSubmit={form.onSubmit(submit)}>
      <Stack gap="md">
        {form.errors.whole ? (
          <Alert color="red" variant="light" role="alert">
            {form.errors.whole}
          </Alert>
        ) : null}
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
          <TextInput label="SKU" required maxLength={60} data-autofocus {...form.getInputProps('sku')} />
          <TextInput label="Name" required maxLength={200} {...form.getInputProps('name')} />
          <Select label="Kind" data={kinds} allowDeselect={false} {...form.getInputProps('kind')} />
          <Select label="Unit" data={units} searchable allowDeselect={false} {...form.getInputProps('unit')} />
          <DecimalInput
            label={`Cost per ${unit}`}
            placeholder="0.00"
            {...form.getInputProps('cost')}
            value={form.values.cost}
          />
          <DecimalInput
            label={`Sales price per ${unit}`}
            placeholder="0.00"
            {...form.getInputProps('unitPrice')}
            value={form.values.unitPrice}
          />
          <DecimalInput
            label="Tax rate (%)"
            placeholder="0"
            {...form.getInputProps('taxRate')}
            value={form.values.taxRate}
          />
          <DecimalInput
            label="Opening stock"
            description="What is on the shelf now; posted as a movement"
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            placeholder="0"
            {...form.getInputProps('openingStock')}
            value={form.values.openingStock}
          />
        </SimpleGrid>
      </Stack>
      <FormButtons verb="Create item" loading={create.isPending} onCancel={onClose} />
    </Form>
  )
}

type Field = 'sku' | 'name' | 'kind' | 'unit' | 'unitPrice' | 'cost' | 'taxRate' | 'openingStock' | 'whole'
