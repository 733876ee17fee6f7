import type { Item } from '@framewright/contracts/item/item.schema'
import { Button, Checkbox, Select, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { DecimalInput } from '~/components/decimal-input.tsx'
import { Form } from '~/components/form.tsx'
import { FormBar } from '~/components/form-bar.tsx'
import { WholeInput } from '~/components/whole-input.tsx'
import { CategoryPicker } from '~/features/category/category-picker.tsx'
import { plural } from '~/lib/format.ts'
import { type BulkValues, changeOf, unchanged } from './bulk-change.ts'
import { itemKindOptions } from './item-kinds.ts'
import { ItemRefusals } from './item-refusals.tsx'
import { useBulkUpdate } from './use-bulk-update.ts'

interface Props {
  rows: readonly Item[]
  onClose: () => void
  /** All of them were changed. */
  onDone: () => void
}

const kinds = itemKindOptions.filter((kind) => kind.value !== 'FRAME')
const states = [
  { value: 'yes', label: 'Active' },
  { value: 'no', label: 'Inactive' },
]
const asIs = 'As it is'

/** Only the fields one fills in are changed; what is refused stays listed, each with its reason. */
export function BulkEditForm({ rows, onClose, onDone }: Props) {
  // As selected when the drawer opened: what the change itself takes out of the list is still named.
  const [items] = useState(rows)
  const form = useForm<BulkValues>({ initialValues: unchanged })
  const bulk = useBulkUpdate(items, form.setErrors, onDone)
  const change = changeOf(form.values)
  const fields = Object.keys(change).length
  const decimal = (label: string, field: 'unitPrice' | 'taxRate' | 'reorderPoint' | 'reorderQuantity') => (
    <DecimalInput
      label={label}
      placeholder={asIs}
      {...form.getInputProps(field)}
      value={form.values[field]}
      error={form.errors[`change.${field}`]}
    />
  )
  if (bulk.refused.length > 0) {
    return <ItemRefusals items={items} updated={bulk.updated} refused={bulk.refused} onClose={onClose} />
  }
  return (
    <Form onSubmit={form.onSubmit(() => (fields > 0 ? bulk.send(change) : undefined))}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          What you leave empty stays as it is on each item.
        </Text>
        <CategoryPicker
          label="Category"
          placeholder={form.values.category ? 'None' : asIs}
          data-autofocus
          // Open at once, its list would lie over the field below it before anybody has asked for it.
          openOnFocus={false}
          value={form.values.category?.categoryId ?? null}
          onChange={(categoryId) => form.setFieldValue('category', categoryId === null ? null : { categoryId })}
        />
        <Checkbox
          label="Take the category away"
          checked={form.values.category !== null && form.values.category.categoryId === null}
          onChange={(event) =>
            form.setFieldValue('category', event.currentTarget.checked ? { categoryId: null } : null)
          }
        />
        <Select label="Kind" placeholder={asIs} data={kinds} clearable {...form.getInputProps('kind')} />
        {decimal('Sales price', 'unitPrice')}
        {decimal('Tax rate (%)', 'taxRate')}
        {decimal('Reorder point', 'reorderPoint')}
        {decimal('Reorder quantity', 'reorderQuantity')}
        <WholeInput
          label="Lead time (days)"
          placeholder={asIs}
          {...form.getInputProps('leadDays')}
          value={form.values.leadDays}
          error={form.errors['change.leadDays']}
        />
        <Select label="State" placeholder={asIs} data={states} clearable {...form.getInputProps('active')} />
        <FormBar plain>
          <Text size="sm" c="dimmed" aria-live="polite" flex={1}>
            {fields === 0 ? 'Nothing to change yet' : `${plural(fields, 'field')} of ${plural(items.length, 'item')}`}
          </Text>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={bulk.pending} disabled={fields === 0}>
            Change
          </Button>
        </FormBar>
      </Stack>
    </Form>
  )
}
