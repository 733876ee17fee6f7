import type { SupplierListInput } from '@framewright/contracts/supplier/supplier.schema'
import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { ImportButton } from '~/components/csv-import/import-button.tsx'
import { DataTable } from '~/components/data-table/data-table.tsx'
import { ExportMenu } from '~/components/export-menu.tsx'
import { FilterBar } from '~/components/filter-bar/filter-bar.tsx'
import type { View } from '~/components/filter-bar/view-tabs.tsx'
import { ListPage } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { listOptions, pageSize } from '~/lib/infinite.ts'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { useSearchPatch } from '~/lib/list-search.ts'
import { useMay } from '~/lib/session.ts'
import { trpc, utils } from '~/lib/trpc.ts'
import { supplierColumns } from './supplier-columns.tsx'

const SupplierDialog = lazyDialog(() => import('./supplier-dialog.tsx').then((part) => part.SupplierDialog), {
  opened: false,
})

export type SupplierSearch = Partial<Omit<SupplierListInput, 'cursor' | 'limit'>>

const views: readonly View[] = [
  { name: 'Active', search: { active: true } },
  { name: 'Inactive', search: { active: false } },
]

/** The list of suppliers. */
export function SuppliersPage({ search }: { search: SupplierSearch }) {
  const patch = useSearchPatch<SupplierSearch>()
  const navigate = useNavigate()
  const mayWrite = useMay('supplier.write')
  const [creating, { open, close }] = useDisclosure()
  const query = trpc.supplier.list.useInfiniteQuery({ ...search, limit: pageSize }, listOptions)
  const { sort: _, ...filters } = search
  const filtered = search.search !== undefined || search.active !== undefined
  return (
    <ListPage>
      <PageHeader title="Suppliers" actions={mayWrite ? [{ label: 'New supplier', icon: IconPlus, run: open }] : []} />
      <FilterBar id="suppliers" search={search} views={views} filters={[]} placeholder="Name or code" />
      <DataTable
        id="suppliers"
        label="Suppliers"
        columns={supplierColumns}
        query={query}
        sort={search.sort}
        onSort={(sort) => patch({ sort: sort as SupplierSearch['sort'] })}
        href={(supplier) => `/suppliers/${supplier.id}`}
        onHover={(supplier) => void utils.supplier.get.prefetch({ id: supplier.id })}
        tools={
          <>
            {mayWrite ? (
              <ImportButton
                path="/api/suppliers/import"
                plural="suppliers"
                columns="code and name; email, phone, address, taxId, active"
              />
            ) : null}
            <ExportMenu path="/api/suppliers/export" filters={filters} />
          </>
        }
        empty={
          filtered
            ? { title: 'No supplier fits', hint: 'Search for a part of the name or the code.' }
            : {
                title: 'No suppliers yet',
                hint: 'Whom you buy profiles, glass and fittings from.',
                ...(mayWrite ? { action: <Button onClick={open}>New supplier</Button> } : {}),
              }
        }
      />
      <SupplierDialog
        opened={creating}
        onClose={close}
        onSaved={({ id }) => void navigate({ to: '/suppliers/$id', params: { id: String(id) } })}
      />
    </ListPage>
  )
}
