import type { InspectionListInput } from '@framewright/contracts/inspection/inspection.schema'
import { DataTable } from '~/components/data-table/data-table.tsx'
import { stepTo } from '~/components/empty-state.tsx'
import { ExportMenu } from '~/components/export-menu.tsx'
import type { Filter } from '~/components/filter-bar/filter.ts'
import { FilterBar } from '~/components/filter-bar/filter-bar.tsx'
import { ListPage } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { listOptions, pageSize } from '~/lib/infinite.ts'
import { useSearchPatch } from '~/lib/list-search.ts'
import { trpc } from '~/lib/trpc.ts'
import { stateOptions } from '~/state/state-table.ts'
import { inspectionColumns } from './inspection-columns.tsx'

type Search = Partial<Omit<InspectionListInput, 'cursor' | 'limit'>>
const filters: readonly Filter[] = [
  { kind: 'choices', key: 'status', label: 'State', options: stateOptions('inspection') },
  { kind: 'choices', key: 'type', label: 'Kind', options: stateOptions('inspectionType') },
  { kind: 'days', from: 'from', to: 'to', label: 'Opened' },
]

export function InspectionsPage({ search }: { search: Search }) {
  const patch = useSearchPatch<Search>()
  const { sort, ...narrow } = search
  const query = trpc.inspection.list.useInfiniteQuery({ ...search, limit: pageSize }, listOptions)
  return (
    <ListPage>
      <PageHeader title="Inspections" />
      <FilterBar id="inspections" search={search} filters={filters} placeholder="Number, document or item" />
      <DataTable
        id="inspections"
        label="Inspections"
        columns={inspectionColumns}
        query={query}
        sort={sort}
        onSort={(next) => patch({ sort: next as Search['sort'] })}
        href={(row) => `/quality/inspections/${row.id}`}
        tools={<ExportMenu path="/api/qc/inspections/export" filters={narrow} />}
        empty={
          Object.keys(narrow).length > 0
            ? { title: 'Nothing fits', hint: 'Take a filter away or search for something else.' }
            : {
                title: 'No inspections yet',
                hint: 'They open by themselves where a plan applies: when goods come, at a stage, and before they leave.',
                action: stepTo('/quality/plans', 'Inspection plans'),
              }
        }
      />
    </ListPage>
  )
}
