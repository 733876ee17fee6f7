import type { Location } from '@framewright/contracts/stock/stock.schema'
import { Modal, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Form, FormButtons, FormError } from '~/components/form.tsx'
import { withBelow } from '~/components/tree-list/tree.ts'
import { errorSentence, fieldErrors } from '~/lib/errors.ts'
import { type Inputs, trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { LocationPicker } from './location-picker.tsx'
import { usageWords } from './location-words.ts'
import { useLocations } from './use-locations.ts'

/** What the dialog is for: a new place inside another, or a change of one. */
export type LocationTask = { parentId: number | null } | { location: Location }

type Usage = NonNullable<Inputs['stock']['createLocation']['usage']>
const usages: readonly Usage[] = ['STORAGE', 'QUARANTINE', 'STAGING', 'SCRAP']
const usageOptions = usages.map((value) => ({ value, label: usageWords[value] }))

/** Makes, renames or moves a place. */
export function LocationDialog({ task, onClose }: { task: LocationTask | null; onClose: () => void }) {
  const changed = task !== null && 'location' in task ? task.location : undefined
  return (
    <Modal opened={task !== null} onClose={onClose} title={changed ? `Change ${changed.name}` : 'New location'}>
      {task === null ? null : <LocationForm task={task} location={changed} onClose={onClose} />}
    </Modal>
  )
}

interface FormProps {
  task: LocationTask
  location: Location | undefined
  onClose: () => void
}

function LocationForm({ task, location, onClose }: FormProps) {
  const places = useLocations()
  const form = useForm<{ code: string; name: string; usage: Usage; parentId: number | null }>({
    initialValues: {
      code: location?.code ?? '',
      name: location?.name ?? '',
      usage: 'STORAGE',
      parentId: 'location' in task ? task.location.parentId : task.parentId,
    },
    validate: {
      code: (code) => (code.trim() === '' ? 'A short code for labels, like A-12' : null),
      name: (name) => (name.trim() === '' ? 'What is it called?' : null),
    },
  })
  const options = {
    entity: 'location',
    onDone: onClose,
    onError: (error: unknown) => {
      const fields = fieldErrors(error)
      form.setErrors(Object.keys(fields).length > 0 ? fields : { whole: errorSentence(error) })
      return true
    },
  } as const
  const create = useDocumentAction(trpc.stock.createLocation, { ...options, done: (made) => `${made.name} created` })
  const update = useDocumentAction(trpc.stock.updateLocation, { ...options, done: (saved) => `${saved.name} saved` })
  const within = location ? withBelow(places.data?.items ?? [], location.id) : new Set<number>()
  const submit = form.onSubmit(({ code, name, usage, parentId }) =>
    location ? update.mutate({ id: location.id, name, parentId }) : create.mutate({ code, name, usage, parentId }),
  )
  return (
    <Form onSubmit={submit}>
      <Stack gap="md">
        <FormError>{form.errors.whole}</FormError>
        {location ? null : (
          <TextInput label="Code" required maxLength={40} data-autofocus {...form.getInputProps('code')} />
        )}
        <TextInput
          label="Name"
          required
          maxLength={120}
          {...(location ? { 'data-autofocus': true } : {})}
          {...form.getInputProps('name')}
        />
        {location ? null : (
          <Select label="Use" data={usageOptions} allowDeselect={false} {...form.getInputProps('usage')} />
        )}
        <LocationPicker
          label="Inside"
          placeholder="Stands by itself"
          clearable
          only={(place) => place.active && !within.has(place.id) && usages.some((usage) => usage === place.usage)}
          {...form.getInputProps('parentId')}
          value={form.values.parentId}
        />
      </Stack>
      <FormButtons
        verb={location ? 'Save' : 'Create location'}
        loading={create.isPending || update.isPending}
        onCancel={onClose}
      />
    </Form>
  )
}
