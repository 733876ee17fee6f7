import type { ExceptionKind } from '@framewright/contracts/machine/calendar'
import type { CalendarException } from '@framewright/contracts/machine/calendar.schema'
import { zonedInstant } from '@framewright/contracts/machine/zone'
import { ActionIcon, Button, Modal, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { Form, FormButtons } from '~/components/form.tsx'
import { invalidateDocument } from '~/lib/invalidate.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { wordsIn } from './board/board.ts'
import classes from './machine.module.css'

type Owner = { machineId: number } | { calendarId: number }

const kinds: Record<ExceptionKind, string> = {
  HOLIDAY: 'Holiday',
  MAINTENANCE: 'Maintenance',
  CLOSED: 'Closed',
  OVERTIME: 'Overtime',
}

interface Props {
  of: Owner
  exceptions: readonly CalendarException[]
  mayWrite: boolean
}

/** The stretches in which a calendar or a machine works otherwise than its week says. */
export function Exceptions({ of, exceptions, mayWrite }: Props) {
  const shop = trpc.shop.get.useQuery()
  const [adding, dialog] = useDisclosure()
  const [entity, id] =
    'machineId' in of ? (['machine', of.machineId] as const) : (['machineCalendar', of.calendarId] as const)
  const remove = useDocumentAction(trpc.machineCalendar.removeException, {
    entity,
    done: 'Taken out',
    onDone: () => invalidateDocument(entity, id),
  })
  if (shop.data === undefined) return null
  const words = wordsIn(shop.data.timeZone)
  return (
    <Stack gap="xs">
      {exceptions.length === 0 ? (
        <Text size="sm" c="dimmed">
          None. Holidays, maintenance and overtime stand here.
        </Text>
      ) : (
        <ul className={classes.exceptions}>
          {exceptions.map((one) => (
            <li key={one.id}>
              <span>
                <strong>{one.name}</strong> <span className="fw-muted">{kinds[one.kind]}</span>
                <br />
                <span className="fw-number">
                  {words.stretch({ start: Date.parse(one.from), end: Date.parse(one.to) })}
                </span>
              </span>
              {mayWrite ? (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="lg"
                  aria-label={`Take ${one.name} out`}
                  onClick={() => remove.mutate({ id: one.id })}
                >
                  <IconTrash size={17} aria-hidden />
                </ActionIcon>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {mayWrite ? (
        <Button
          variant="default"
          size="xs"
          style={{ alignSelf: 'flex-start' }}
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={dialog.open}
        >
          Add
        </Button>
      ) : null}
      {adding ? <ExceptionDialog of={of} timeZone={shop.data.timeZone} onClose={dialog.close} /> : null}
    </Stack>
  )
}

function ExceptionDialog({ of, timeZone, onClose }: { of: Owner; timeZone: string; onClose: () => void }) {
  const form = useForm({
    initialValues: {
      kind: ('machineId' in of ? 'MAINTENANCE' : 'HOLIDAY') as ExceptionKind,
      name: '',
      fromDay: '',
      fromTime: '00:00',
      toDay: '',
      toTime: '00:00',
    },
    validate: {
      name: (value) => (value.trim() === '' ? 'What is it?' : null),
      fromDay: (value) => (value === '' ? 'From which day?' : null),
      toDay: (value, { fromDay, fromTime, toTime }) =>
        value === ''
          ? 'Until which day?'
          : `${value}${toTime}` > `${fromDay}${fromTime}`
            ? null
            : 'It must end behind its start',
    },
  })
  const [entity, id] =
    'machineId' in of ? (['machine', of.machineId] as const) : (['machineCalendar', of.calendarId] as const)
  const add = useDocumentAction(trpc.machineCalendar.addException, {
    entity,
    done: (made) => `${made.name} added`,
    setErrors: form.setErrors,
    onDone: () => {
      invalidateDocument(entity, id)
      onClose()
    },
  })
  const instant = (day: string, time: string) => {
    const [hours = 0, minutes = 0] = time.split(':').map(Number)
    return new Date(zonedInstant(day, hours * 60 + minutes, timeZone)).toISOString()
  }
  return (
    <Modal opened onClose={onClose} title="Holiday, maintenance, closure or overtime">
      <Form
        onSubmit={form.onSubmit(({ kind, name, fromDay, fromTime, toDay, toTime }) =>
          add.mutate({ ...of, kind, name, from: instant(fromDay, fromTime), to: instant(toDay, toTime) }),
        )}
      >
        <Stack>
          <Select
            label="Kind"
            allowDeselect={false}
            data={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
            {...form.getInputProps('kind')}
          />
          <TextInput label="Name" required maxLength={100} data-autofocus {...form.getInputProps('name')} />
          <SimpleGrid cols={2}>
            <TextInput label="From" type="date" required {...form.getInputProps('fromDay')} />
            <TextInput label="at" type="time" {...form.getInputProps('fromTime')} />
            <TextInput label="Until" type="date" required {...form.getInputProps('toDay')} />
            <TextInput label="at" type="time" {...form.getInputProps('toTime')} />
          </SimpleGrid>
        </Stack>
        <FormButtons verb="Add" loading={add.isPending} onCancel={onClose} />
      </Form>
    </Modal>
  )
}
