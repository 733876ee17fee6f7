import type { Severity } from '@framewright/contracts/non-conformance/non-conformance.words'
import { Autocomplete, Modal, Select, SimpleGrid, Stack, Text, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { DecimalInput } from '~/components/decimal-input.tsx'
import { Form, FormButtons, FormError } from '~/components/form.tsx'
import { ItemPicker } from '~/components/pickers/pickers.tsx'
import { LocationPicker } from '~/features/stock/location-picker.tsx'
import { errorSentence, fieldErrors } from '~/lib/errors.ts'
import { formatQuantity } from '~/lib/format.ts'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { stateOptions } from '~/state/state-table.ts'

interface Props {
  opened: boolean
  onClose: () => void
  /** What is meant, where that is known already: half-made pieces of an order, which are held where they lie. */
  of?: HalfMade
}

interface HalfMade {
  item: { id: number; name: string; unit: string }
  sourceType: 'productionOrder'
  sourceId: number
  /** The order's. */
  number: string
  locationId: number
  /** How many lie there. */
  there: string
}

interface Values {
  itemId: number | null
  quantity: string
  severity: Severity
  defect: string
  description: string
  locationId: number | null
  whole?: string
}

/** Says that something is not as it should be, beside what inspections find. Files and photos are added on its page. */
export function NewNonConformanceDialog({ opened, onClose, of }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title="New non-conformance" size="lg">
      {opened ? <NewForm onClose={onClose} of={of} /> : null}
    </Modal>
  )
}

function NewForm({ onClose, of }: { onClose: () => void; of: HalfMade | undefined }) {
  const navigate = useNavigate()
  const seesPlaces = useMay('stock.read')
  const defects = trpc.nonConformance.defects.useQuery()
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: {
      itemId: of?.item.id ?? null,
      quantity: '1',
      severity: 'MAJOR',
      defect: '',
      description: '',
      locationId: of?.locationId ?? null,
    },
    validate: {
      itemId: (value) => (value === null ? 'What is it?' : null),
      quantity: (value) => (/^\d{1,12}(\.\d{1,6})?$/.test(value) && Number(value) > 0 ? null : 'A number above zero'),
      defect: (value) => (value.trim() === '' ? 'What is wrong with it?' : null),
    },
  })
  const create = useDocumentAction(trpc.nonConformance.create, {
    entity: 'nonConformance',
    done: (made) => `${made.number} opened`,
    onDone: ({ id }) => {
      onClose()
      void navigate({ to: '/quality/ncr/$id', params: { id } })
    },
    onError: (error) => {
      const fields = fieldErrors(error)
      form.setErrors(Object.keys(fields).length > 0 ? fields : { whole: errorSentence(error) })
      return true
    },
  })
  const { values } = form
  const submit = form.onSubmit(({ itemId, locationId, quantity, severity, defect, description }) => {
    if (itemId === null || create.isPending) return
    const place = locationId === null ? {} : { locationId }
    const source = of === undefined ? {} : { sourceType: of.sourceType, sourceId: of.sourceId }
    create.mutate({ itemId, quantity, severity, defect, description, ...place, ...source })
  })
  return (
    <Form onSubmit={submit}>
      <Stack gap="md">
        <FormError>{form.errors.whole}</FormError>
        {of === undefined ? (
          <ItemPicker
            label="Item"
            required
            placeholder="By SKU or name"
            value={values.itemId}
            error={form.errors.itemId}
            onChange={(id) => form.setFieldValue('itemId', id)}
          />
        ) : (
          <Text size="sm">
            {of.item.name}, half-made for {of.number}: {formatQuantity(of.there)} ready for the next stage. What is bad
            of it is held until somebody decides what becomes of it; the rest goes on.
          </Text>
        )}
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
          <DecimalInput label="Quantity" required {...form.getInputProps('quantity')} value={values.quantity} />
          <Select
            label="Severity"
            allowDeselect={false}
            data={stateOptions('severity')}
            {...form.getInputProps('severity')}
          />
        </SimpleGrid>
        <Autocomplete
          label="Defect"
          required
          maxLength={120}
          description="In a word that repeats, so that it is counted with its like"
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={defects.data?.items.map((one) => one.defect) ?? []}
          {...form.getInputProps('defect')}
        />
        <Textarea label="Description" autosize minRows={2} maxLength={2000} {...form.getInputProps('description')} />
        {seesPlaces && of === undefined ? (
          <LocationPicker
            label="Where it lies"
            clearable
            description="The goods go to quarantine and wait there; left empty, none are held"
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={values.locationId}
            error={form.errors.locationId}
            onChange={(id) => form.setFieldValue('locationId', id)}
          />
        ) : null}
      </Stack>
      <FormButtons verb="Open non-conformance" loading={create.isPending} onCancel={onClose} />
    </Form>
  )
}
