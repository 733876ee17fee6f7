import type { StockCount } from '@framewright/contracts/stock-count/stock-count.schema'
import { CloseButton, Group, Modal, SegmentedControl, Stack, Text, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { Form, FormButtons, FormError } from '~/components/form.tsx'
import { ItemPicker } from '~/components/pickers/pickers.tsx'
import { LocationPicker } from '~/features/stock/location-picker.tsx'
import { errorSentence, fieldErrors } from '~/lib/errors.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'

interface Props {
  opened: boolean
  onClose: () => void
  onBegun: (count: StockCount) => void
}

/** Begins a count: the place, and all it holds or some items only. */
export function BeginCountDialog({ opened, onClose, onBegun }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title="Begin a count">
      {opened ? <BeginForm onClose={onClose} onBegun={onBegun} /> : null}
    </Modal>
  )
}

const scopes = [
  { value: 'all', label: 'All it holds' },
  { value: 'some', label: 'Some items' },
]

interface Chosen {
  id: number
  label: string
}

function BeginForm({ onClose, onBegun }: Omit<Props, 'opened'>) {
  const [scope, setScope] = useState('all')
  const [items, setItems] = useState<readonly Chosen[]>([])
  const form = useForm<{ locationId: number | null; notes: string }>({
    initialValues: { locationId: null, notes: '' },
    validate: { locationId: (id) => (id === null ? 'Which place?' : null) },
  })
  const create = useDocumentAction(trpc.stockCount.create, {
    entity: 'stockCount',
    done: (count) => `${count.number} begun`,
    onDone: (count) => {
      onClose()
      onBegun(count)
    },
    onError: (error) => {
      const fields = fieldErrors(error)
      form.setErrors(Object.keys(fields).length > 0 ? fields : { whole: errorSentence(error) })
      return true
    },
  })
  const submit = form.onSubmit(({ locationId, notes }) => {
    if (locationId === null) return
    if (scope === 'some' && items.length === 0) return form.setErrors({ whole: 'Choose at least one item to count.' })
    create.mutate({
      locationId,
      notes,
      ...(scope === 'some' ? { itemIds: items.map((item) => item.id) } : {}),
    })
  })
  return (
    <Form onSubmit={submit}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          What the ledger says now is kept beside each item. Work may go on while people count.
        </Text>
        <FormError>{form.errors.whole}</FormError>
        <LocationPicker
          label="Location"
          required
          data-autofocus
          {...form.getInputProps('locationId')}
          value={form.values.locationId}
        />
        <SegmentedControl fullWidth aria-label="What to count" data={scopes} value={scope} onChange={setScope} />
        {scope === 'some' ? (
          <>
            <ItemPicker
              // Empty again after each choice.
              key={items.length}
              label="Add an item"
              value={null}
              onChange={(id, choice) => {
                if (id === null || !choice || items.some((item) => item.id === id)) return
                setItems([...items, { id, label: choice.label }])
              }}
            />
            <Stack gap={4}>
              {items.map((item) => (
                <Group key={item.id} justify="space-between" wrap="nowrap">
                  <Text size="sm">{item.label}</Text>
                  <CloseButton
                    aria-label={`Take ${item.label} off the list`}
                    onClick={() => setItems(items.filter((one) => one.id !== item.id))}
                  />
                </Group>
              ))}
            </Stack>
          </>
        ) : null}
        <Textarea label="Notes" maxLength={2000} {...form.getInputProps('notes')} />
      </Stack>
      <FormButtons verb="Begin" loading={create.isPending} onCancel={onClose} />
    </Form>
  )
}
