import type { NonConformanceListInput } from '@framewright/contracts/non-conformance/non-conformance.schema'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { DataTable } from '~/components/data-table/data-table.tsx'
import { ExportMenu } from '~/components/export-menu.tsx'
import type { Filter } from '~/components/filter-bar/filter.ts'
import { FilterBar } from '~/components/filter-bar/filter-bar.tsx'
import { ListPage } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { listOptions, pageSize } from '~/lib/infinite.ts'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { useSearchPatch } from '~/lib/list-search.ts'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { stateOptions } from '~/state/state-table.ts'
import { ncrColumns } from './ncr-columns.tsx'

const NewNonConformanceDialog = lazyDialog(
  () => import('./new-ncr-dialog.tsx').then((part) => part.NewNonConformanceDialog),
  { opened: false },
)

type Search = Partial<Omit<NonConformanceListInput, 'cursor' | 'limit'>>
const filters: readonly Filter[] = [
  { kind: 'choices', key: 'status', label: 'State', options: stateOptions('nonConformance') },
  { kind: 'choices', key: 'severity', label: 'Severity', options: stateOptions('severity') },
  { kind: 'choices', key: 'disposition', label: 'Decided', options: stateOptions('disposition') },
  { kind: 'days', from: 'from', to: 'to', label: 'Raised' },
]

export function NonConformancesPage({ search }: { search: Search }) {
  const mayWrite = useMay('nonConformance.write')
  const [opened, dialog] = useDisclosure()
  const patch = useSearchPatch<Search>()
  const { sort, ...narrow } = search
  const query = trpc.nonConformance.list.useInfiniteQuery({ ...search, limit: pageSize }, listOptions)
  return (
    <ListPage>
      <PageHeader
        title="Non-conformances"
        actions={mayWrite ? [{ label: 'New NCR', icon: IconPlus, run: dialog.open }] : []}
      />
      <FilterBar id="ncrs" search={search} filters={filters} placeholder="Number, defect, document or item" />
      <DataTable
        id="ncrs"
        label="Non-conformances"
        columns={ncrColumns}
        query={query}
        sort={sort}
        onSort={(next) => patch({ sort: next as Search['sort'] })}
        href={(row) => `/quality/ncr/${row.id}`}
        tools={<ExportMenu path="/api/qc/ncr/export" filters={narrow} />}
        empty={
          Object.keys(narrow).length > 0
            ? { title: 'Nothing fits', hint: 'Take a filter away or search for something else.' }
            : {
                title: 'Nothing is wrong',
                hint: 'What fails an inspection stands here until it is decided what becomes of it.',
              }
        }
      />
      <NewNonConformanceDialog opened={opened} onClose={dialog.close} />
    </ListPage>
  )
}
