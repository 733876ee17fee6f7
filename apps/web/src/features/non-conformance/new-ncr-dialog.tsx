import type { Severity } from '@framewright/contracts/non-conformance/non-conformance.words'
import { Alert, Autocomplete, Modal, Select, SimpleGrid, Stack, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { DecimalInput } from '~/components/decimal-input.tsx'
import { Form, FormButtons } from '~/components/form.tsx'
import { ItemPicker } from '~/components/pickers/pickers.tsx'
import { LocationPicker } from '~/features/stock/location-picker.tsx'
import { errorSentence, fieldErrors } from '~/lib/errors.ts'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { stateOptions } from '~/state/state-table.ts'

interface Props {
  opened: boolean
  onClose: () => void
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
export function NewNonConformanceDialog({ opened, onClose }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title="New non-conformance" size="lg">
      {opened ? <NewForm onClose={onClose} /> : null}
    </Modal>
  )
}

function NewForm({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate()
  const seesPlaces = useMay('stock.read')
  const defects = trpc.nonConformance.defects.useQuery()
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: { itemId: null, quantity: '1', severity: 'MAJOR', defect: '', description: '', locationId: null },
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
    create.mutate({ itemId, quantity, severity, defect, description, ...place })
  })
  return (
    <Form onSubmit={submit}>
      <Stack gap="md">
        {form.errors.whole ? (
          <Alert color="red" variant="light" role="alert">
            {form.errors.whole}
          </Alert>
        ) : null}
        <ItemPicker
          label="Item"
          required
          placeholder="By SKU or name"
          value={values.itemId}
          error={form.errors.itemId}
          onChange={(id) => form.setFieldValue('itemId', id)}
        />
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
        {seesPlaces ? (
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
