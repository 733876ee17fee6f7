import type { Performance } from '@framewright/contracts/machine/performance.schema'
import { dayAfter, zonedDay } from '@framewright/contracts/machine/zone'
import { SegmentedControl, Select, SimpleGrid, Text } from '@mantine/core'
import { keepPreviousData } from '@tanstack/react-query'
import type { Column } from '~/components/data-table/column.ts'
import { EmptyState, stepTo } from '~/components/empty-state.tsx'
import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { PagePending } from '~/components/page-pending.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { SmallTable } from '~/components/small-table.tsx'
import { DayText, QuantityText } from '~/components/text.tsx'
import { formatDuration, formatQuantity } from '~/lib/format.ts'
import { useSearchPatch } from '~/lib/list-search.ts'
import { serverNow } from '~/lib/server-clock.ts'
import { trpc } from '~/lib/trpc.ts'
import { states } from '~/state/state-table.ts'
import classes from './machine.module.css'
import { MachineTabs } from './machine-tabs.tsx'
import { DayPlot, Formula, OeeFigures, percent } from './oee-figures.tsx'

export interface PerformanceSearch {
  days?: '7' | '14' | '30' | '90' | undefined
  machineId?: number | undefined
  by?: 'day' | 'shift' | undefined
}

/** How well machines are used: utilisation, OEE by day and shift, and what was lost. */
export function PerformancePage({ search }: { search: PerformanceSearch }) {
  const shop = trpc.shop.get.useQuery()
  return (
    <Page>
      <PageHeader title="Utilisation and OEE" />
      <MachineTabs />
      {shop.data ? <Dashboard search={search} timeZone={shop.data.timeZone} /> : <PagePending />}
    </Page>
  )
}

function Dashboard({ search, timeZone }: { search: PerformanceSearch; timeZone: string }) {
  const patch = useSearchPatch<PerformanceSearch>()
  const days = search.days ?? '14'
  const by = search.by ?? 'day'
  const to = zonedDay(serverNow(), timeZone)
  const machines = trpc.machine.list.useQuery({ active: true, limit: 200 })
  const query = trpc.machine.performance.useQuery(
    {
      from: dayAfter(to, 1 - Number(days)),
      to,
      by,
      ...(search.machineId === undefined ? {} : { machineId: search.machineId }),
    },
    { placeholderData: keepPreviousData },
  )
  return (
    <>
      <div className={classes.choices}>
        <SegmentedControl
          aria-label="Days shown"
          value={days}
          onChange={(value) => patch({ days: value as PerformanceSearch['days'] })}
          data={['7', '14', '30', '90'].map((value) => ({ value, label: `${value} days` }))}
        />
        <Select
          aria-label="Machine"
          placeholder="All machines"
          clearable
          searchable
          data={(machines.data?.items ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
          value={search.machineId === undefined ? null : String(search.machineId)}
          onChange={(value) => patch({ machineId: value === null ? undefined : Number(value) })}
        />
        <SegmentedControl
          aria-label="Rows by"
          value={by}
          onChange={(value) => patch({ by: value as PerformanceSearch['by'] })}
          data={[
            { value: 'day', label: 'By day' },
            { value: 'shift', label: 'By shift' },
          ]}
        />
      </div>
      <QueryBlock query={query}>
        {(data) =>
          data.machines.length === 0 ? (
            <EmptyState
              title="No machines yet"
              hint="Their figures stand here once there are some."
              action={stepTo('/machines', 'Machines')}
            />
          ) : (
            <Whole data={data} />
          )
        }
      </QueryBlock>
    </>
  )
}

type MachineRow = Performance['machines'][number]
type Row = Performance['rows'][number] & { id: string; name: string }

const figures = <T extends MachineRow | Row>(): Column<T>[] => [
  { id: 'oee', header: 'OEE', align: 'right', cell: (row) => percent(row.oee) },
  { id: 'availability', header: 'Availability', align: 'right', cell: (row) => percent(row.availability) },
  { id: 'performance', header: 'Performance', align: 'right', cell: (row) => percent(row.performance) },
  { id: 'quality', header: 'Quality', align: 'right', cell: (row) => percent(row.quality) },
  { id: 'utilisation', header: 'Utilisation', align: 'right', cell: (row) => percent(row.utilisation) },
  { id: 'good', header: 'Good', align: 'right', cell: (row) => <QuantityText value={row.good} /> },
  { id: 'scrapped', header: 'Lost', align: 'right', cell: (row) => <QuantityText value={row.scrapped} /> },
]
const machineColumns: readonly Column<MachineRow>[] = [
  { id: 'name', header: 'Machine', card: 'title', cell: ({ name }) => name },
  ...figures<MachineRow>(),
]
const rowColumns: readonly Column<Row>[] = [
  { id: 'day', header: 'Day', card: 'title', cell: ({ day }) => <DayText value={day} /> },
  { id: 'name', header: 'Machine', cell: ({ name }) => name },
  { id: 'shift', header: 'Shift', cell: ({ shift }) => shift ?? 'All day' },
  ...figures<Row>(),
]

function Whole({ data }: { data: Performance }) {
  const names = new Map(data.machines.map(({ id, name }) => [id, name]))
  const rows = data.rows
    .map(
      (row): Row => ({ ...row, id: `${row.day} ${row.shift} ${row.machineId}`, name: names.get(row.machineId) ?? '' }),
    )
    .sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0))
    .slice(0, 200)
  const { outside } = data
  return (
    <>
      <Section title="All of it together">
        <OeeFigures figures={data.total} />
        <Formula />
        <Text size="xs" c="dimmed" mt="xs">
          Planned time is what the calendars have open without holidays and maintenance, as far as it has passed. A
          machine ran where somebody said so, and where pieces were recorded from one time to another unless it was said
          to be down or in maintenance.
          {outside.good === '0' && outside.scrapped === '0'
            ? ''
            : ` Made outside every shift and not counted: ${formatQuantity(outside.good)} good, ${formatQuantity(outside.scrapped)} lost.`}
        </Text>
      </Section>
      <Section title="Day by day">
        <DayPlot days={data.days} />
      </Section>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Section title="Planned time lost">
          <Losses lost={data.total.lostSeconds} />
        </Section>
        <Section title="Reasons">
          <Reasons reasons={data.reasons} />
        </Section>
      </SimpleGrid>
      <Section title="By machine">
        <SmallTable
          label="Figures by machine"
          columns={machineColumns}
          rows={data.machines}
          href={({ id }) => `/machines/${id}`}
        />
      </Section>
      <Section title={rows.some(({ shift }) => shift !== null) ? 'By shift' : 'By day and machine'}>
        {rows.length === 0 ? (
          <Text size="sm" c="dimmed">
            No machine was open in this time.
          </Text>
        ) : (
          <SmallTable label="Figures by day" columns={rowColumns} rows={rows} />
        )}
      </Section>
    </>
  )
}

function Losses({ lost }: { lost: Performance['total']['lostSeconds'] }) {
  const parts = (['DOWN', 'IDLE', 'MAINTENANCE', 'OFF'] as const).map((state) => ({
    key: state,
    label: states.machine[state].word,
    seconds: lost[state],
  }))
  return <Bars bars={parts} none="Nothing was lost." />
}

function Reasons({ reasons }: { reasons: Performance['reasons'] }) {
  const bars = reasons.slice(0, 8).map(({ state, reason, seconds }) => ({
    key: `${state} ${reason}`,
    label: reason === '' ? `${states.machine[state].word}, no reason given` : reason,
    seconds,
  }))
  return <Bars bars={bars} none="No machine was down, idle or in maintenance in its open time." />
}

function Bars({ bars, none }: { bars: readonly { key: string; label: string; seconds: number }[]; none: string }) {
  const most = Math.max(0, ...bars.map(({ seconds }) => seconds))
  if (most === 0) {
    return (
      <Text size="sm" c="dimmed">
        {none}
      </Text>
    )
  }
  return (
    <ul className={classes.bars}>
      {bars.map(({ key, label, seconds }) => (
        <li key={key}>
          <span>{label}</span>
          <span className="fw-number">{formatDuration(Math.round(seconds))}</span>
          {seconds > 0 ? <i aria-hidden style={{ width: `${(seconds / most) * 100}%` }} /> : null}
        </li>
      ))}
    </ul>
  )
}
