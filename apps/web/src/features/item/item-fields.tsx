import { units } from '@framewright/contracts/item/units'
import { Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { DecimalInput } from '~/components/decimal-input.tsx'
import { FormError } from '~/components/form.tsx'
import { WholeInput } from '~/components/whole-input.tsx'
import { CategoryPicker } from '~/features/category/category-picker.tsx'
import { itemKindOptions } from './item-kinds.ts'
import type { ItemValues } from './item-values.ts'

/** A frame is made on its own page, with its size and stages. */
const kinds = itemKindOptions.filter((kind) => kind.value !== 'FRAME')
const below = ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[]

type DecimalField = 'unitPrice' | 'cost' | 'taxRate' | 'reorderPoint' | 'reorderQuantity' | 'openingStock'

interface Props {
  form: UseFormReturnType<ItemValues>
  isNew: boolean
  /** Some of it is in stock: its cost is then the average of what it came at. */
  held?: boolean
}

/** The fields of an item. Opening stock is given once, and a cost until some is in stock: deliveries and movements make them then. */
export function ItemFields({ form, isNew, held = false }: Props) {
  const { unit, kind } = form.values
  const piece = unit === 'each' ? 'piece' : unit
  const stocked = kind !== 'SERVICE'
  const decimal = (label: string, field: DecimalField, placeholder: string, description?: string) => (
    <DecimalInput
      label={label}
      placeholder={placeholder}
      description={description}
      inputWrapperOrder={below}
      {...form.getInputProps(field)}
      value={form.values[field]}
    />
  )
  return (
    <Stack gap="md">
      <FormError>{form.errors.whole}</FormError>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <TextInput label="SKU" required maxLength={60} data-autofocus {...form.getInputProps('sku')} />
        <TextInput label="Name" required maxLength={200} {...form.getInputProps('name')} />
        <Select label="Kind" data={kinds} allowDeselect={false} {...form.getInputProps('kind')} />
        <CategoryPicker
          label="Category"
          placeholder="None"
          {...form.getInputProps('categoryId')}
          value={form.values.categoryId}
        />
        <Select
          label="Unit"
          description={isNew ? undefined : 'Until it is first stocked or ordered'}
          inputWrapperOrder={below}
          data={units}
          searchable
          allowDeselect={false}
          {...form.getInputProps('unit')}
        />
        {decimal(`Sales price per ${piece}`, 'unitPrice', '0.00')}
        {decimal('Tax rate (%)', 'taxRate', '0')}
        {held ? null : decimal(`Cost per ${piece}`, 'cost', '0.00', isNew ? undefined : 'Until the first delivery')}
        {stocked
          ? decimal('Reorder point', 'reorderPoint', 'Not watched', 'At or below this it is short and is proposed')
          : null}
        {stocked
          ? decimal('Reorder quantity', 'reorderQuantity', 'Up to the point', 'How much is proposed to order')
          : null}
        {stocked ? (
          <WholeInput
            label="Lead time (days)"
            placeholder="0"
            description="From ordering it, or beginning to make it, until it is there"
            inputWrapperOrder={below}
            {...form.getInputProps('leadDays')}
            value={form.values.leadDays}
          />
        ) : null}
        {isNew && stocked
          ? decimal('Opening stock', 'openingStock', '0', 'What is on the shelf now; posted as a movement')
          : null}
      </SimpleGrid>
    </Stack>
  )
}
