import type { InspectionPlanListInput } from '@framewright/contracts/inspection-plan/inspection-plan.schema'
import { IconPlus } from '@tabler/icons-react'
import { DataTable } from '~/components/data-table/data-table.tsx'
import { stepTo } from '~/components/empty-state.tsx'
import type { Filter } from '~/components/filter-bar/filter.ts'
import { FilterBar } from '~/components/filter-bar/filter-bar.tsx'
import { ListPage } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { listOptions, pageSize } from '~/lib/infinite.ts'
import { useSearchPatch } from '~/lib/list-search.ts'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { stateOptions } from '~/state/state-table.ts'
import { planColumns } from './plan-columns.tsx'

type Search = Partial<Omit<InspectionPlanListInput, 'cursor' | 'limit'>>
const filters: readonly Filter[] = [
  { kind: 'choices', key: 'type', label: 'Kind', options: stateOptions('inspectionType') },
  { kind: 'flag', key: 'active', label: 'In use' },
]

export function PlansPage({ search }: { search: Search }) {
  const may = useMay('inspection.plan')
  const patch = useSearchPatch<Search>()
  const { sort, ...narrow } = search
  const query = trpc.inspectionPlan.list.useInfiniteQuery({ ...search, limit: pageSize }, listOptions)
  return (
    <ListPage>
      <PageHeader
        title="Inspection plans"
        actions={may ? [{ label: 'New plan', icon: IconPlus, to: '/quality/plans/new' }] : []}
      />
      <FilterBar id="inspection-plans" search={search} filters={filters} placeholder="Name, item or category" />
      <DataTable
        id="inspection-plans"
        label="Inspection plans"
        columns={planColumns}
        query={query}
        sort={sort}
        onSort={(next) => patch({ sort: next as Search['sort'] })}
        href={(row) => `/quality/plans/${row.id}`}
        empty={
          Object.keys(narrow).length > 0
            ? { title: 'Nothing fits', hint: 'Take a filter away or search for something else.' }
            : {
                title: 'No plans yet',
                hint: 'A plan says what is looked at, on which goods, and when.',
                ...(may ? { action: stepTo('/quality/plans/new', 'New plan') } : {}),
              }
        }
      />
    </ListPage>
  )
}
