import type { OutputListInput } from '@framewright/contracts/production-output/production-output.schema'
import { useMemo } from 'react'
import { DataTable } from '~/components/data-table/data-table.tsx'
import { stepTo } from '~/components/empty-state.tsx'
import { ExportMenu } from '~/components/export-menu.tsx'
import type { Filter } from '~/components/filter-bar/filter.ts'
import { FilterBar } from '~/components/filter-bar/filter-bar.tsx'
import { ListPage } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { MachineTabs } from '~/features/machine/machine-tabs.tsx'
import { listOptions, pageSize } from '~/lib/infinite.ts'
import { lazyPart } from '~/lib/lazy-part.tsx'
import { useSearchPatch } from '~/lib/list-search.ts'
import { personName, useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { outputColumns } from './output-columns.tsx'

const PersonPicker = lazyPart(() => import('~/components/pickers/pickers.tsx').then((part) => part.PersonPicker))
const Select = lazyPart(() => import('./select.tsx').then((part) => part.Select))

export type OutputSearch = Partial<Omit<OutputListInput, 'cursor' | 'limit'>>

/** What was made, by machine, operator and shift. */
export function OutputsPage({ search }: { search: OutputSearch }) {
  const patch = useSearchPatch<OutputSearch>()
  const filters = useOutputFilters(search)
  const { sort, ...filtering } = search
  const filtered = Object.keys(filtering).length > 0
  const query = trpc.productionOutput.list.useInfiniteQuery({ ...search, limit: pageSize }, listOptions)
  const count = trpc.productionOutput.count.useQuery(filtering)
  return (
    <ListPage>
      <PageHeader title="Outputs" />
      <MachineTabs />
      <FilterBar id="outputs" search={search} filters={filters} placeholder="Order, SKU or item" />
      <DataTable
        id="outputs"
        label="Outputs"
        columns={outputColumns}
        query={query}
        total={count.data?.total}
        sort={sort}
        onSort={(next) => patch({ sort: next as OutputSearch['sort'] })}
        href={(output) => `/production-orders/${output.order.id}`}
        tools={<ExportMenu path="/api/production/outputs/export" filters={filtering} />}
        empty={
          filtered
            ? { title: 'Nothing like that was made', hint: 'Take a filter away or search for something else.' }
            : {
                title: 'Nothing was made yet',
                hint: 'What production orders record stands here, with the machine, the person and the shift.',
                action: stepTo('/production-orders', 'Production orders'),
              }
        }
      />
    </ListPage>
  )
}

function useOutputFilters({ operatorId }: OutputSearch): readonly Filter[] {
  const seesMachines = useMay('machine.read')
  const seesPeople = useMay('user.read')
  const machines = trpc.machine.list.useQuery({ limit: 200 }, { enabled: seesMachines })
  const calendars = trpc.machineCalendar.list.useQuery(undefined, { enabled: seesMachines })
  // By number, so that one who has left is named too.
  const operator = trpc.user.get.useQuery({ id: operatorId ?? 0 }, { enabled: seesPeople && operatorId !== undefined })
  const operatorName = operator.data && personName(operator.data)
  return useMemo(() => {
    const options = (machines.data?.items ?? []).map(({ id, name }) => ({ value: String(id), label: name }))
    const shifts = [...new Set((calendars.data?.items ?? []).flatMap((one) => one.shifts.map((shift) => shift.name)))]
    const machine: Filter = {
      kind: 'custom',
      key: 'machineId',
      label: 'Machine',
      describe: (value) => options.find((one) => one.value === String(value))?.label ?? `machine ${value}`,
      edit: (value, set) => (
        <Select
          aria-label="Machine"
          searchable
          clearable
          data={options}
          value={value === undefined ? null : String(value)}
          onChange={(next) => set(next === null ? undefined : Number(next))}
        />
      ),
    }
    const person: Filter = {
      kind: 'custom',
      key: 'operatorId',
      label: 'Operator',
      describe: (value) => operatorName ?? `no. ${value}`,
      edit: (value, set) => (
        <PersonPicker
          aria-label="Operator"
          clearable
          value={typeof value === 'number' ? value : null}
          onChange={(next) => set(next ?? undefined)}
        />
      ),
    }
    return [
      ...(seesMachines ? [machine] : []),
      ...(seesPeople ? [person] : []),
      { kind: 'choice', key: 'shift', label: 'Shift', options: shifts.map((name) => ({ value: name, label: name })) },
      { kind: 'flag', key: 'scrap', label: 'With losses' },
      { kind: 'days', from: 'from', to: 'to', label: 'Ended' },
    ]
  }, [machines.data, calendars.data, operatorName, seesMachines, seesPeople])
}
