import type { MachineDetail } from '@framewright/contracts/machine/machine.schema'
import { ActionIcon, Group, Modal, Select, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { DecimalInput } from '~/components/decimal-input.tsx'
import { Form, FormButtons, FormError } from '~/components/form.tsx'
import { ItemPicker } from '~/components/pickers/pickers.tsx'
import { LocationPicker } from '~/features/stock/location-picker.tsx'
import { errorSentence, fieldErrors } from '~/lib/errors.ts'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'

interface Props {
  opened: boolean
  onClose: () => void
  /** The one to change; a new one without. */
  machine?: MachineDetail
  onSaved?: (machine: MachineDetail) => void
}

interface Cycle {
  itemId: number
  name: string
  cycleSeconds: string
}

interface Values {
  code: string
  name: string
  description: string
  calendarId: string
  departmentId: string
  locationId: number | null
  ratePerHour: string
  cycleSeconds: string
  items: Cycle[]
  whole?: string
}

/** Makes or changes a machine. */
export function MachineDialog({ opened, onClose, machine, onSaved }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={machine ? `Change ${machine.name}` : 'New machine'} size="lg">
      {opened ? <MachineForm onClose={onClose} machine={machine} onSaved={onSaved} /> : null}
    </Modal>
  )
}

const isSeconds = (value: string) => /^\d{1,6}(\.\d{1,3})?$/.test(value) && Number(value) > 0
const orNull = (value: string) => (value === '' ? null : Number(value))

function MachineForm({
  onClose,
  machine: given,
  onSaved,
}: {
  onClose: () => void
  machine: MachineDetail | undefined
  onSaved: Props['onSaved']
}) {
  // As it was when the dialog opened: what somebody else saves meanwhile is then refused rather than overwritten.
  const [machine] = useState(given)
  const seesItems = useMay('item.read')
  const seesPlaces = useMay('stock.read')
  const seesDepartments = useMay('user.read')
  const calendars = trpc.machineCalendar.list.useQuery()
  const departments = trpc.department.list.useQuery({ active: true }, { enabled: seesDepartments })
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: {
      code: machine?.code ?? '',
      name: machine?.name ?? '',
      description: machine?.description ?? '',
      calendarId: machine?.calendar ? String(machine.calendar.id) : '',
      departmentId: machine?.department ? String(machine.department.id) : '',
      locationId: machine?.location?.id ?? null,
      ratePerHour: machine?.ratePerHour ?? '0',
      cycleSeconds: machine?.cycleSeconds ?? '',
      items:
        machine?.items.map(({ itemId, sku, name, cycleSeconds }) => ({
          itemId,
          name: `${sku} · ${name}`,
          cycleSeconds,
        })) ?? [],
    },
    validate: {
      code: (value) => (value.trim() === '' ? 'A short name, like SAW-1' : null),
      name: (value) => (value.trim() === '' ? 'What is it called?' : null),
      cycleSeconds: (value) => (value === '' || isSeconds(value) ? null : 'Seconds above zero, like 12.5'),
      ratePerHour: (value) => (/^\d{1,12}(\.\d{1,4})?$/.test(value) ? null : 'A price, like 22.50'),
      items: { cycleSeconds: (value) => (isSeconds(value) ? null : 'Seconds above zero') },
    },
  })
  const options = {
    entity: 'machine',
    onDone: (saved: MachineDetail) => {
      onClose()
      onSaved?.(saved)
    },
    onError: (error: unknown) => {
      const fields = fieldErrors(error)
      form.setErrors(Object.keys(fields).length > 0 ? fields : { whole: errorSentence(error) })
      return true
    },
  } as const
  const create = useDocumentAction(trpc.machine.create, { ...options, done: (saved) => `${saved.name} created` })
  const update = useDocumentAction(trpc.machine.update, { ...options, done: (saved) => `${saved.name} saved` })
  const submit = form.onSubmit(({ whole: _, items, calendarId, departmentId, cycleSeconds, ...rest }) => {
    const fields = {
      ...rest,
      calendarId: orNull(calendarId),
      ...(seesDepartments ? { departmentId: orNull(departmentId) } : {}),
      cycleSeconds: cycleSeconds === '' ? null : cycleSeconds,
      items: items.map((one) => ({ itemId: one.itemId, cycleSeconds: one.cycleSeconds })),
    }
    if (machine) update.mutate({ id: machine.id, version: machine.version, ...fields })
    else create.mutate(fields)
  })
  const { items } = form.values
  return (
    <Form onSubmit={submit}>
      <Stack gap="md">
        <FormError>{form.errors.whole}</FormError>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
          <TextInput label="Code" required maxLength={40} data-autofocus {...form.getInputProps('code')} />
          <TextInput label="Name" required maxLength={200} {...form.getInputProps('name')} />
          <Select
            label="Calendar"
            placeholder="Round the clock"
            clearable
            data={(calendars.data?.items ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
            value={form.values.calendarId || null}
            error={form.errors.calendarId}
            onChange={(value) => form.setFieldValue('calendarId', value ?? '')}
          />
          {seesDepartments ? (
            <Select
              label="Department"
              clearable
              searchable
              data={(departments.data?.items ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
              value={form.values.departmentId || null}
              error={form.errors.departmentId}
              onChange={(value) => form.setFieldValue('departmentId', value ?? '')}
            />
          ) : null}
          {seesPlaces ? (
            <LocationPicker
              label="Location"
              clearable
              value={form.values.locationId}
              error={form.errors.locationId}
              onChange={(id) => form.setFieldValue('locationId', id)}
            />
          ) : null}
          <DecimalInput
            label="Rate per hour"
            value={form.values.ratePerHour}
            error={form.errors.ratePerHour}
            onChange={(value) => form.setFieldValue('ratePerHour', value)}
          />
          <DecimalInput
            label="Ideal cycle time (seconds a piece)"
            description="The shortest one piece can take"
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={form.values.cycleSeconds}
            error={form.errors.cycleSeconds}
            onChange={(value) => form.setFieldValue('cycleSeconds', value)}
          />
        </SimpleGrid>
        {seesItems ? (
          <Stack gap="xs">
            <Text size="sm" fw={500}>
              Items that take another time
            </Text>
            {items.map((item, at) => (
              <Group key={item.itemId} gap="xs" wrap="nowrap" align="flex-start">
                <Text size="sm" style={{ flex: 1, paddingTop: 8 }}>
                  {item.name}
                </Text>
                <DecimalInput
                  aria-label={`Seconds a piece of ${item.name}`}
                  w={120}
                  value={item.cycleSeconds}
                  error={form.errors[`items.${at}.cycleSeconds`]}
                  onChange={(value) => form.setFieldValue(`items.${at}.cycleSeconds`, value)}
                />
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="lg"
                  aria-label={`Take ${item.name} away`}
                  onClick={() => form.removeListItem('items', at)}
                >
                  <IconTrash size={17} aria-hidden />
                </ActionIcon>
              </Group>
            ))}
            <ItemPicker
              key={items.length}
              aria-label="Add an item"
              placeholder="Add an item by SKU or name"
              value={null}
              onChange={(itemId, choice) => {
                if (itemId === null || choice === undefined || items.some((one) => one.itemId === itemId)) return
                form.insertListItem('items', { itemId, name: choice.label, cycleSeconds: form.values.cycleSeconds })
              }}
            />
          </Stack>
        ) : null}
        <Textarea label="Description" maxLength={2000} autosize minRows={2} {...form.getInputProps('description')} />
      </Stack>
      <FormButtons
        verb={machine ? 'Save' : 'Create machine'}
        loading={create.isPending || update.isPending}
        onCancel={onClose}
      />
    </Form>
  )
}
