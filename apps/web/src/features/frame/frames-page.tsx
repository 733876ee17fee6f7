import type { FrameListInput } from '@framewright/contracts/frame/frame.schema'
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { DataTable } from '~/components/data-table/data-table.tsx'
import type { Filter } from '~/components/filter-bar/filter.ts'
import { FilterBar } from '~/components/filter-bar/filter-bar.tsx'
import { ListPage } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { listOptions, pageSize } from '~/lib/infinite.ts'
import { useSearchPatch, withoutEmpty } from '~/lib/list-search.ts'
import { useMay } from '~/lib/session.ts'
import { trpc, utils } from '~/lib/trpc.ts'
import { frameColumns } from './columns.tsx'

const route = getRouteApi('/_app/frames/')

const views = [
  { name: 'In stock', search: { stock: 'IN' } },
  { name: 'Out of stock', search: { stock: 'OUT', active: true } },
]

/** The catalogue of frames. */
export function FramesPage() {
  const search = route.useSearch()
  const patch = useSearchPatch<Partial<FrameListInput>>()
  const mayWrite = useMay('frame.write')
  const filters = useFrameFilters()
  const query = trpc.frame.list.useInfiniteQuery({ ...search, limit: pageSize }, listOptions)
  const { sort: _, ...filter } = search
  const filtered = Object.keys(withoutEmpty(filter)).length > 0
  const count = trpc.frame.count.useQuery(filter, { enabled: filtered, placeholderData: (old) => old })

  return (
    <ListPage>
      <PageHeader
        title="Frames"
        actions={mayWrite ? [{ label: 'New frame', icon: IconPlus, to: '/frames/new' }] : []}
      />
      <FilterBar id="frames" search={search} filters={filters} views={views} placeholder="Name, SKU or material" />
      <DataTable
        id="frames"
        label="Frames"
        columns={frameColumns}
        query={query}
        total={filtered ? count.data?.total : undefined}
        sort={search.sort}
        onSort={(sort) => patch({ sort: sort as FrameListInput['sort'] })}
        href={(frame) => `/frames/${frame.id}`}
        onHover={(frame) => void utils.frame.bom.prefetch({ id: frame.id })}
        empty={
          filtered
            ? { title: 'No frame is like that', hint: 'Take a filter away, or search for less.' }
            : {
                title: 'No frames yet',
                hint: 'A frame is a window or door with its size, its material and the stages it goes through.',
                action: mayWrite ? (
                  <Button component={Link} to="/frames/new">
                    New frame
                  </Button>
                ) : undefined,
              }
        }
      />
    </ListPage>
  )
}

/** The filters, with the materials there are and how many frames each has. */
function useFrameFilters(): Filter[] {
  const facets = trpc.frame.facets.useQuery()
  return useMemo(
    () => [
      {
        kind: 'choice',
        key: 'material',
        label: 'Material',
        options: (facets.data?.materials ?? []).map(({ material, count }) => ({
          value: material,
          label: `${material} (${count})`,
        })),
      },
      {
        kind: 'choice',
        key: 'stock',
        label: 'Stock',
        options: [
          { value: 'IN', label: 'Some available' },
          { value: 'OUT', label: 'None available' },
        ],
      },
      { kind: 'range', from: 'minWidthMm', to: 'maxWidthMm', label: 'Width', unit: 'mm' },
      { kind: 'range', from: 'minHeightMm', to: 'maxHeightMm', label: 'Height', unit: 'mm' },
      { kind: 'flag', key: 'active', label: 'Active only' },
    ],
    [facets.data],
  )
}
