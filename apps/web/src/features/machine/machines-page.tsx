import type { Machine, MachineListInput } from '@framewright/contracts/machine/machine.schema'
import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCalendarTime, IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { ImportButton } from '~/components/csv-import/import-button.tsx'
import type { Column } from '~/components/data-table/column.ts'
import { DataTable } from '~/components/data-table/data-table.tsx'
import { ExportMenu } from '~/components/export-menu.tsx'
import type { Filter } from '~/components/filter-bar/filter.ts'
import { FilterBar } from '~/components/filter-bar/filter-bar.tsx'
import type { View } from '~/components/filter-bar/view-tabs.tsx'
import { ListPage } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { MoneyText, QuantityText, RelativeTime } from '~/components/text.tsx'
import { listOptions, pageSize } from '~/lib/infinite.ts'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { useSearchPatch } from '~/lib/list-search.ts'
import { useMay } from '~/lib/session.ts'
import { trpc, utils } from '~/lib/trpc.ts'
import { stateOptions } from '~/state/state-table.ts'
import { MachineTabs } from './machine-tabs.tsx'

const MachineDialog = lazyDialog(() => import('./machine-dialog.tsx').then((part) => part.MachineDialog), {
  opened: false,
})

export type MachineSearch = Partial<Omit<MachineListInput, 'cursor' | 'limit'>>

const dash = <span className="fw-muted">–</span>

const columns: readonly Column<Machine>[] = [
  { id: 'name', header: 'Name', sort: 'name', minWidth: 180, card: 'title', cell: ({ name }) => name },
  { id: 'code', header: 'Code', sort: 'code', width: 120, cell: ({ code }) => code },
  {
    id: 'state',
    header: 'Now',
    sort: 'state',
    width: 150,
    card: 'badge',
    cell: ({ active, state }) =>
      active ? (
        <StateBadge group="machine" state={state} size="sm" />
      ) : (
        <StateBadge group="flag" state="INACTIVE" size="sm" />
      ),
  },
  { id: 'since', header: 'Since', width: 150, cell: ({ stateSince }) => <RelativeTime value={stateSince} /> },
  { id: 'reason', header: 'Why', minWidth: 140, cell: ({ stateReason }) => stateReason || dash },
  { id: 'calendar', header: 'Calendar', width: 170, cell: ({ calendar }) => calendar?.name ?? 'Round the clock' },
  { id: 'department', header: 'Department', width: 150, cell: ({ department }) => department?.name ?? dash },
  {
    id: 'cycle',
    header: 'Cycle, s',
    width: 110,
    align: 'right',
    cell: ({ cycleSeconds }) => (cycleSeconds === null ? dash : <QuantityText value={cycleSeconds} />),
  },
  {
    id: 'rate',
    header: 'Rate / h',
    width: 120,
    align: 'right',
    cell: ({ ratePerHour }) => <MoneyText value={ratePerHour} />,
  },
]

const views: readonly View[] = [
  { name: 'In use', search: { active: true } },
  { name: 'Down', search: { state: ['DOWN', 'MAINTENANCE'], active: true } },
  { name: 'Inactive', search: { active: false } },
]

const filters: readonly Filter[] = [{ kind: 'choices', key: 'state', label: 'Now', options: stateOptions('machine') }]

/** The list of machines. */
export function MachinesPage({ search }: { search: MachineSearch }) {
  const patch = useSearchPatch<MachineSearch>()
  const navigate = useNavigate()
  const mayWrite = useMay('machine.write')
  const [creating, { open, close }] = useDisclosure()
  const query = trpc.machine.list.useInfiniteQuery({ ...search, limit: pageSize }, listOptions)
  const { sort: _, ...filtering } = search
  return (
    <ListPage>
      <PageHeader
        title="Machines"
        actions={[
          ...(mayWrite ? [{ label: 'New machine', icon: IconPlus, run: open }] : []),
          { label: 'Schedule', icon: IconCalendarTime, to: '/schedule', quiet: true },
        ]}
      />
      <MachineTabs />
      <FilterBar id="machines" search={search} views={views} filters={filters} placeholder="Name or code" />
      <DataTable
        id="machines"
        label="Machines"
        columns={columns}
        query={query}
        sort={search.sort}
        onSort={(sort) => patch({ sort: sort as MachineSearch['sort'] })}
        href={(machine) => `/machines/${machine.id}`}
        onHover={(machine) => void utils.machine.get.prefetch({ id: machine.id })}
        tools={
          <>
            {mayWrite ? (
              <ImportButton
                path="/api/machines/import"
                plural="machines"
                columns="code and name; description, ratePerHour, cycleSeconds, department, location, calendar, active"
              />
            ) : null}
            <ExportMenu path="/api/machines/export" filters={filtering} />
          </>
        }
        empty={
          Object.keys(filtering).length > 0
            ? { title: 'No machine fits', hint: 'Search for a part of the name or the code.' }
            : {
                title: 'No machines yet',
                hint: 'Saws, welders, presses, benches: whatever production orders are planned on.',
                ...(mayWrite ? { action: <Button onClick={open}>New machine</Button> } : {}),
              }
        }
      />
      <MachineDialog
        opened={creating}
        onClose={close}
        onSaved={({ id }) => void navigate({ to: '/machines/$id', params: { id: String(id) } })}
      />
    </ListPage>
  )
}
