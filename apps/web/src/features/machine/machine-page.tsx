import type { MachineDetail } from '@framewright/contracts/machine/machine.schema'
import { dayAfter, zonedDay } from '@framewright/contracts/machine/zone'
import { Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCalendarTime } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { FactGrid } from '~/components/fact-grid.tsx'
import { Columns, Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { SmallTable } from '~/components/small-table.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { MoneyText, QuantityText, RelativeTime } from '~/components/text.tsx'
import { Timeline } from '~/components/timeline.tsx'
import { outputColumns } from '~/features/production-output/output-columns.tsx'
import { lazyDialog, lazyPart } from '~/lib/lazy-part.tsx'
import { serverNow } from '~/lib/server-clock.ts'
import { useMay, useMayAny } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { useRecordActions } from '~/lib/use-record-actions.ts'
import { DayPlot, OeeFigures } from './oee-figures.tsx'
import { StateStrip } from './state-strip.tsx'

const Exceptions = lazyPart(() => import('./exceptions.tsx').then((part) => part.Exceptions))
const StateSwitch = lazyPart(() => import('./state-switch.tsx').then((part) => part.StateSwitch))

const MachineDialog = lazyDialog(() => import('./machine-dialog.tsx').then((part) => part.MachineDialog), {
  opened: false,
})

/** One machine: what it does now and did, its figures of the last fortnight, and what was made on it. */
export function MachinePage({ machine }: { machine: MachineDetail }) {
  const { id, name, active } = machine
  const maySay = useMayAny('machine.state', 'machine.write')
  const mayWrite = useMay('machine.write')
  const seesOutputs = useMay('productionOrder.read')
  const [editing, edit] = useDisclosure()
  const shop = trpc.shop.get.useQuery()
  const actions = useRecordActions(machine, {
    entity: 'machine',
    update: trpc.machine.update,
    remove: trpc.machine.remove,
    list: '/machines',
    edit: edit.open,
    editIsQuiet: true,
    deactivating: 'Nothing more can then be planned or made on it. What was made stays.',
    removing: 'Nothing was made or planned on it, so it can be deleted for good.',
    states: { active: 'in use again', inactive: 'out of use' },
  })
  return (
    <Page>
      <PageHeader
        title={name}
        badge={
          active ? <StateBadge group="machine" state={machine.state} /> : <StateBadge group="flag" state="INACTIVE" />
        }
        subtitle={machine.code}
        actions={[{ label: 'Schedule', icon: IconCalendarTime, to: '/schedule', quiet: true }, ...actions]}
      />
      <Columns
        main={
          <>
            <Section title="Now">
              <Text size="sm" mb="sm">
                <StateBadge group="machine" state={machine.state} size="sm" /> since{' '}
                <RelativeTime value={machine.stateSince} />
                {machine.stateBy ? `, said by ${machine.stateBy.name}` : ''}
                {machine.stateReason ? `: ${machine.stateReason}` : ''}
              </Text>
              {maySay && active ? <StateSwitch machine={machine} /> : null}
              {shop.data ? <StateStrip id={id} timeZone={shop.data.timeZone} /> : null}
            </Section>
            {shop.data ? <Figures id={id} timeZone={shop.data.timeZone} /> : null}
            {seesOutputs ? <LastOutputs id={id} /> : null}
          </>
        }
        side={
          <>
            <Section title="Facts">
              <FactGrid
                facts={[
                  {
                    label: 'Calendar',
                    value: machine.calendar ? (
                      <Link to="/machines/calendars" className="fw-link">
                        {machine.calendar.name}
                      </Link>
                    ) : (
                      'Round the clock'
                    ),
                  },
                  { label: 'Shift', value: machine.shift ?? 'Closed now' },
                  machine.changesAt !== null && {
                    label: machine.shift === null ? 'Opens' : 'Closes',
                    value: <RelativeTime value={machine.changesAt} />,
                  },
                  { label: 'Rate per hour', value: <MoneyText value={machine.ratePerHour} /> },
                  {
                    label: 'Ideal cycle time',
                    value: machine.cycleSeconds === null ? '–' : <QuantityText value={machine.cycleSeconds} unit="s" />,
                  },
                  { label: 'Department', value: machine.department?.name ?? '–' },
                  { label: 'Location', value: machine.location?.name ?? '–' },
                  machine.description !== '' && { label: 'Description', value: machine.description, wide: true },
                ]}
              />
              {machine.items.map((item) => (
                <Text key={item.itemId} size="sm" mt={6}>
                  {item.sku} · {item.name}: <QuantityText value={item.cycleSeconds} unit="s" />
                </Text>
              ))}
            </Section>
            <Section title="Maintenance and closures">
              <Exceptions of={{ machineId: id }} exceptions={machine.exceptions} mayWrite={mayWrite} />
            </Section>
            <Section title="History">
              <Timeline entity="machine" id={id} />
            </Section>
          </>
        }
      />
      <MachineDialog opened={editing} onClose={edit.close} machine={machine} />
    </Page>
  )
}

function Figures({ id, timeZone }: { id: number; timeZone: string }) {
  const to = zonedDay(serverNow(), timeZone)
  const query = trpc.machine.performance.useQuery({ machineId: id, from: dayAfter(to, -13), to })
  return (
    <Section
      title="Last 14 days"
      action={
        <Link to="/machines/performance" search={{ machineId: id }} className="fw-link">
          In detail
        </Link>
      }
    >
      <QueryBlock query={query}>
        {({ total, days }) => (
          <>
            <OeeFigures figures={total} />
            <DayPlot days={days} />
          </>
        )}
      </QueryBlock>
    </Section>
  )
}

/** What fits beside a machine; the rest is behind "All of it". */
const left = new Set(['machine', 'shift', 'nonConformance', 'cost'])
const columns = outputColumns.filter(({ id }) => !left.has(id))

function LastOutputs({ id }: { id: number }) {
  const query = trpc.productionOutput.list.useQuery({ machineId: id, limit: 10 })
  return (
    <Section
      title="Made here"
      action={
        <Link to="/machines/outputs" search={{ machineId: id }} className="fw-link">
          All of it
        </Link>
      }
    >
      <QueryBlock query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              Nothing was recorded on this machine yet.
            </Text>
          ) : (
            <SmallTable
              label="What was made here last"
              columns={columns}
              rows={items}
              href={(output) => `/production-orders/${output.order.id}`}
            />
          )
        }
      </QueryBlock>
    </Section>
  )
}
