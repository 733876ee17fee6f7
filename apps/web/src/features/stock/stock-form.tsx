import { SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useEffect, useState } from 'react'
import { DecimalInput } from '~/components/decimal-input.tsx'
import { Form, FormButtons, FormError } from '~/components/form.tsx'
import { ItemPicker } from '~/components/pickers/pickers.tsx'
import { errorSentence, fieldErrors } from '~/lib/errors.ts'
import { LocationPicker } from './location-picker.tsx'
import { commandWords, type StockTask, type TaskItem } from './stock-task.ts'
import { type StockValues, useStockCommand } from './use-stock-command.ts'
import { useStockThere } from './use-stock-there.ts'

const directions = [
  { value: 'UP', label: 'More was found' },
  { value: 'DOWN', label: 'Some is missing' },
]
const done = { transfer: 'Transferred', adjust: 'Stock corrected', scrap: 'Scrapped' } as const

/** The fields of a transfer, a correction or a scrapping. The only place that holds the item is chosen already. */
export function StockForm({ task, onClose }: { task: StockTask; onClose: () => void }) {
  const { command } = task
  const [item, setItem] = useState<TaskItem | undefined>(task.item)
  const form = useForm<StockValues>({
    initialValues: {
      itemId: task.item?.id ?? null,
      locationId: task.locationId ?? null,
      toId: null,
      direction: 'UP',
      quantity: '',
      unitCost: '',
      reason: '',
    },
    validate: {
      itemId: (id) => (id === null ? 'Which item?' : null),
      locationId: (id) => (id === null ? 'Which place?' : null),
      toId: (id) => (command === 'transfer' && id === null ? 'Where does it go?' : null),
      quantity: (value) => (value === '' ? 'How much?' : null),
      reason: (value) => (command !== 'transfer' && value.trim() === '' ? 'Why? The ledger keeps it' : null),
    },
  })
  const there = useStockThere(item)
  const { values } = form
  useEffect(() => {
    if (there.only !== undefined) form.setValues((now) => (now.locationId ? {} : { locationId: there.only ?? null }))
  }, [there.only, form.setValues])
  const { send, pending } = useStockCommand(task, {
    done: done[command],
    onDone: onClose,
    onError: (error) => {
      const { fromId, ...fields } = fieldErrors(error)
      const known = fromId === undefined ? fields : { ...fields, locationId: fromId }
      form.setErrors(Object.keys(known).length > 0 ? known : { whole: errorSentence(error) })
      return true
    },
  })
  const unit = item === undefined || item.unit === 'each' ? '' : ` (${item.unit})`
  return (
    <Form onSubmit={form.onSubmit(send)}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {commandWords[command].hint}
        </Text>
        <FormError>{form.errors.whole}</FormError>
        {task.item ? null : (
          <ItemPicker
            label="Item"
            required
            data-autofocus
            value={values.itemId}
            error={form.errors.itemId}
            onChange={(id, choice) => {
              form.setValues({ itemId: id, locationId: task.locationId ?? null })
              setItem(choice)
            }}
          />
        )}
        {command === 'adjust' ? (
          <SegmentedControl
            fullWidth
            aria-label="What is different"
            data={directions}
            {...form.getInputProps('direction')}
          />
        ) : null}
        <LocationPicker
          label={command === 'transfer' ? 'From' : 'At'}
          required
          detail={there.detail}
          {...form.getInputProps('locationId')}
          value={values.locationId}
        />
        {command === 'transfer' ? (
          <LocationPicker
            label="To"
            required
            detail={there.detail}
            {...form.getInputProps('toId')}
            value={values.toId}
          />
        ) : null}
        <DecimalInput
          label={`Quantity${unit}`}
          required
          {...(task.item ? { 'data-autofocus': true } : {})}
          {...form.getInputProps('quantity')}
          value={values.quantity}
        />
        {command === 'adjust' && values.direction === 'UP' ? (
          <DecimalInput
            label="Worth of one"
            placeholder="The item’s cost"
            {...form.getInputProps('unitCost')}
            value={values.unitCost}
          />
        ) : null}
        <TextInput
          label="Reason"
          required={command !== 'transfer'}
          maxLength={200}
          placeholder={command === 'scrap' ? 'Broken pane' : command === 'adjust' ? 'Found behind the shelf' : ''}
          {...form.getInputProps('reason')}
        />
      </Stack>
      <FormButtons verb={commandWords[command].verb} loading={pending} onCancel={onClose} />
    </Form>
  )
}
