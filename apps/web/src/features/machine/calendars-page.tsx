import type { WeeklyShift } from '@framewright/contracts/machine/calendar'
import type { MachineCalendar } from '@framewright/contracts/machine/calendar.schema'
import { ActionIcon, Button, Group, Text } from '@mantine/core'
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { EmptyState } from '~/components/empty-state.tsx'
import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { confirm } from '~/lib/confirm.ts'
import { formatDay, plural } from '~/lib/format.ts'
import { lazyPart } from '~/lib/lazy-part.tsx'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import classes from './machine.module.css'
import { MachineTabs } from './machine-tabs.tsx'
import { weekdays } from './weekdays.ts'

const Exceptions = lazyPart(() => import('./exceptions.tsx').then((part) => part.Exceptions))
const CalendarDialog = lazyPart(() => import('./calendar-dialog.tsx').then((part) => part.CalendarDialog))

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
