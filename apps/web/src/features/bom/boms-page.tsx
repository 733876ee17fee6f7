import type { BomListInput } from '@framewright/contracts/bom/bom.schema'
import { ImportButton } from '~/components/csv-import/import-button.tsx'
import { DataTable } from '~/components/data-table/data-table.tsx'
import { stepTo } from '~/components/empty-state.tsx'
import { ExportMenu } from '~/components/export-menu.tsx'
import { FilterBar } from '~/components/filter-bar/filter-bar.tsx'
import type { View } from '~/components/filter-bar/view-tabs.tsx'
import { ListPage } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { listOptions, pageSize } from '~/lib/infinite.ts'
import { useSearchPatch } from '~/lib/list-search.ts'
import { useMay } from '~/lib/session.ts'
import { trpc, utils } from '~/lib/trpc.ts'
import { bomColumns } from './revision-columns.tsx'

export type BomListSearch = Partial<Omit<BomListInput, 'cursor' | 'limit'>>

const views: readonly View[] = [
  { name: 'In force', search: { inForce: true } },
  { name: 'Drafts', search: { status: 'DRAFT' } },
]

/** The list of bills of materials, by revision. */
export function BomsPage({ search }: { search: BomListSearch }) {
  const patch = useSearchPatch<BomListSearch>()
  const mayWrite = useMay('bom.write')
  const query = trpc.bom.list.useInfiniteQuery({ ...search, limit: pageSize }, listOptions)
  const { sort, ...filters } = search
  const filtered = Object.keys(filters).length > 0
  return (
    <ListPage>
      <PageHeader title="Bills of materials" subtitle="What is made, and out of what" />
      <FilterBar id="boms" search={search} views={views} filters={[]} placeholder="SKU or name" />
      <DataTable
        id="boms"
        label="Bills of materials"
        columns={bomColumns}
        query={query}
        sort={sort}
        onSort={(next) => patch({ sort: next as BomListSearch['sort'] })}
        href={(row) => (row.inForce ? `/boms/${row.item.id}` : `/boms/${row.item.id}?tab=revisions`)}
        onHover={(row) => void utils.bom.explode.prefetch({ itemId: row.item.id, quantity: '1', scrap: true })}
        tools={
          <>
            {mayWrite ? (
              <ImportButton
                path="/api/boms/import"
                plural="bills of materials"
                columns="item, component and quantity; unit, scrapPercent, stage, validFrom, validTo, effective, notes"
                existing="An item’s lines become its next revision; those that are so already change nothing."
              />
            ) : null}
            <ExportMenu path="/api/boms/export" filters={filters} />
          </>
        }
        empty={
          filtered
            ? { title: 'No bill of materials fits', hint: 'Search for a part of the SKU or the name.' }
            : {
                title: 'No bills of materials yet',
                hint: 'An item’s page is where its first one is written.',
                ...(mayWrite ? { action: stepTo('/items', 'Items') } : {}),
              }
        }
      />
    </ListPage>
  )
}
