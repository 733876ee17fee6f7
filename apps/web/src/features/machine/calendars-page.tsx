import type { WeeklyShift } from '@framewright/contracts/machine/calendar'
import type { MachineCalendar } from '@framewright/contracts/machine/calendar.schema'
import { ActionIcon, Alert, Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { EmptyState } from '~/components/empty-state.tsx'
import { Form, FormButtons } from '~/components/form.tsx'
import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { confirm } from '~/lib/confirm.ts'
import { errorSentence, fieldErrors } from '~/lib/errors.ts'
import { formatDay, plural } from '~/lib/format.ts'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { Exceptions } from './exceptions.tsx'
import classes from './machine.module.css'
import { MachineTabs } from './machine-tabs.tsx'

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const daysOf = (days: readonly number[]) =>
  [...days]
    .sort()
    .map((day) => weekdays[day - 1])
    .join(', ')

/** When machines work: the shifts of each calendar, and what differs from them. */
export function CalendarsPage() {
  const mayWrite = useMay('machine.write')
  const query = trpc.machineCalendar.list.useQuery()
  const [task, setTask] = useState<{ calendar?: MachineCalendar } | null>(null)
  const remove = useDocumentAction(trpc.machineCalendar.remove, { entity: 'machineCalendar', done: 'Calendar deleted' })
  const askRemove = async ({ id, name }: MachineCalendar) => {
    const message = 'No machine goes by it, so it can be deleted for good.'
    const yes = await confirm({ title: `Delete ${name}?`, message, verb: 'Delete', danger: true })
    if (yes) remove.mutate({ id })
  }
  const look = { variant: 'subtle', color: 'gray', size: 'lg' } as const
  return (
    <Page>
      <PageHeader
        title="Work calendars"
        actions={mayWrite ? [{ label: 'New calendar', icon: IconPlus, run: () => setTask({}) }] : []}
      />
      <MachineTabs />
      <QueryBlock query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              title="No calendars yet"
              hint="Shifts of the week, holidays and overtime. A machine without a calendar works round the clock."
              {...(mayWrite ? { action: <Button onClick={() => setTask({})}>New calendar</Button> } : {})}
            />
          ) : (
            items.map((calendar) => (
              <Section
                key={calendar.id}
                title={calendar.name}
                action={
                  <Group gap={4} wrap="nowrap">
                    <Text size="sm" c="dimmed">
                      {plural(calendar.machines, 'machine')}
                    </Text>
                    {calendar.allowedActions.includes('update') ? (
                      <ActionIcon
                        {...look}
                        aria-label={`Change ${calendar.name}`}
                        onClick={() => setTask({ calendar })}
                      >
                        <IconPencil size={17} aria-hidden />
                      </ActionIcon>
                    ) : null}
                    {calendar.allowedActions.includes('remove') ? (
                      <ActionIcon
                        {...look}
                        aria-label={`Delete ${calendar.name}`}
                        onClick={() => void askRemove(calendar)}
                      >
                        <IconTrash size={17} aria-hidden />
                      </ActionIcon>
                    ) : null}
                  </Group>
                }
              >
                <Shifts shifts={calendar.shifts} />
                {calendar.revisions.slice(1).map(({ validFrom }) => (
                  <Text key={validFrom} size="xs" c="dimmed" mt={4}>
                    Other shifts from {formatDay(validFrom)}
                  </Text>
                ))}
                <Text size="sm" fw={600} mt="md" mb={6}>
                  Holidays, closures and overtime
                </Text>
                <Exceptions of={{ calendarId: calendar.id }} exceptions={calendar.exceptions} mayWrite={mayWrite} />
              </Section>
            ))
          )
        }
      </QueryBlock>
      {task ? <CalendarDialog calendar={task.calendar} onClose={() => setTask(null)} /> : null}
    </Page>
  )
}

function Shifts({ shifts }: { shifts: readonly WeeklyShift[] }) {
  if (shifts.length === 0) return <Text size="sm">Closed every day.</Text>
  return (
    <ul className={classes.exceptions}>
      {shifts.map((shift) => (
        <li key={`${shift.name} ${shift.from}`}>
          <span>
            <strong>{shift.name}</strong>{' '}
            <span className="fw-number">
              {shift.from} – {shift.to}
            </span>
            {shift.to <= shift.from ? <span className="fw-muted"> the next day</span> : null}
          </span>
          <span className="fw-muted">{daysOf(shift.days)}</span>
        </li>
      ))}
    </ul>
  )
}

const usual: WeeklyShift = { name: 'Day', days: [1, 2, 3, 4, 5], from: '07:00', to: '15:30' }

function CalendarDialog({ calendar, onClose }: { calendar: MachineCalendar | undefined; onClose: () => void }) {
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
          {form.errors.whole ? (
            <Alert color="red" variant="light" role="alert">
              {form.errors.whole}
            </Alert>
          ) : null}
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
