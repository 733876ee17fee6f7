import type { WeeklyShift } from '@framewright/contracts/machine/calendar'
import type { MachineCalendar } from '@framewright/contracts/machine/calendar.schema'
import { ActionIcon, Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { Form, FormButtons, FormError } from '~/components/form.tsx'
import { errorSentence, fieldErrors } from '~/lib/errors.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import classes from './machine.module.css'
import { weekdays } from './weekdays.ts'

const usual: WeeklyShift = { name: 'Day', days: [1, 2, 3, 4, 5], from: '07:00', to: '15:30' }

/** Makes or changes a calendar: its shifts by the days of the week. */
export function CalendarDialog({ calendar, onClose }: { calendar: MachineCalendar | undefined; onClose: () => void }) {
  const [given] = useState(calendar)
  const form = useForm({
    mode: 'controlled',
    initialValues: {
      name: given?.name ?? '',
      validFrom: '',
      shifts: (given?.shifts ?? [usual]).map((shift) => ({ ...shift, days: shift.days.map(String) })),
      whole: '',
    },
    validate: {
      name: (value) => (value.trim() === '' ? 'What is it called?' : null),
      shifts: {
        name: (value) => (value.trim() === '' ? 'A name' : null),
        days: (value) => (value.length === 0 ? 'Choose a day at least' : null),
      },
    },
  })
  const options = {
    entity: 'machineCalendar',
    done: (saved: MachineCalendar) => `${saved.name} saved`,
    onDone: onClose,
    onError: (error: unknown) => {
      const { shifts, ...fields } = fieldErrors(error)
      form.setErrors(
        Object.keys(fields).length > 0 ? fields : { whole: shifts === undefined ? errorSentence(error) : `${shifts}.` },
      )
      return true
    },
  } as const
  const create = useDocumentAction(trpc.machineCalendar.create, options)
  const update = useDocumentAction(trpc.machineCalendar.update, options)
  const submit = form.onSubmit(({ name, validFrom, shifts: written }) => {
    const shifts = written.map((shift) => ({ ...shift, days: shift.days.map(Number) }))
    if (!given) return create.mutate({ name, shifts })
    const from = validFrom === '' ? {} : { validFrom }
    return update.mutate({ id: given.id, version: given.version, name, shifts, ...from })
  })
  return (
    <Modal opened onClose={onClose} title={given ? `Change ${given.name}` : 'New calendar'} size="lg">
      <Form onSubmit={submit}>
        <Stack>
          <FormError>{form.errors.whole}</FormError>
          <TextInput label="Name" required maxLength={100} data-autofocus {...form.getInputProps('name')} />
          {form.values.shifts.map((shift, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a shift has nothing else that stays while it is written
            <fieldset key={at} className={classes.shift}>
              <legend>{shift.name || `Shift ${at + 1}`}</legend>
              <Group align="flex-start" gap="sm">
                <TextInput label="Shift" w={140} maxLength={60} {...form.getInputProps(`shifts.${at}.name`)} />
                <TextInput label="From" type="time" {...form.getInputProps(`shifts.${at}.from`)} />
                <TextInput
                  label="To"
                  type="time"
                  description={shift.to <= shift.from ? 'The next day' : undefined}
                  inputWrapperOrder={['label', 'input', 'description', 'error']}
                  {...form.getInputProps(`shifts.${at}.to`)}
                />
                <ActionIcon
                  mt={26}
                  variant="subtle"
                  color="gray"
                  size="lg"
                  aria-label={`Take ${shift.name || 'this shift'} out`}
                  onClick={() => form.removeListItem('shifts', at)}
                >
                  <IconTrash size={17} aria-hidden />
                </ActionIcon>
              </Group>
              <Checkbox.Group mt="xs" aria-label="Days it begins on" {...form.getInputProps(`shifts.${at}.days`)}>
                <Group gap="sm">
                  {weekdays.map((name, day) => (
                    <Checkbox key={name} value={String(day + 1)} label={name} />
                  ))}
                </Group>
              </Checkbox.Group>
            </fieldset>
          ))}
          <Group justify="space-between" align="flex-end">
            <Button
              variant="default"
              leftSection={<IconPlus size={15} aria-hidden />}
              onClick={() =>
                form.insertListItem('shifts', { name: '', days: ['1', '2', '3', '4', '5'], from: '15:30', to: '23:00' })
              }
            >
              Another shift
            </Button>
            {given ? (
              <TextInput
                label="Shifts hold from"
                type="date"
                description="Today, if left empty; what was before stays"
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                {...form.getInputProps('validFrom')}
              />
            ) : null}
          </Group>
        </Stack>
        <FormButtons
          verb={given ? 'Save' : 'Create calendar'}
          loading={create.isPending || update.isPending}
          onCancel={onClose}
        />
      </Form>
    </Modal>
  )
}
