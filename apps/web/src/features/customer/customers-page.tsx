import type { CustomerListInput } from '@framewright/contracts/customer/customer.schema'
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
import { usePeople, useSeesPeople } from '~/components/party/party.ts'
import { partyFilter } from '~/components/party/party-filter.tsx'
import { listOptions, pageSize, rowsOf } from '~/lib/infinite.ts'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { useSearchPatch } from '~/lib/list-search.ts'
import { personName, useMay, useSession } from '~/lib/session.ts'
import { trpc, utils } from '~/lib/trpc.ts'
import { customerColumns } from './customer-columns.tsx'

const CustomerDialog = lazyDialog(() => import('./customer-dialog.tsx').then((part) => part.CustomerDialog), {
  opened: false,
})

export type CustomerSearch = Partial<Omit<CustomerListInput, 'cursor' | 'limit'>>

const views: readonly View[] = [
  { name: 'Active', search: { active: true } },
  { name: 'Inactive', search: { active: false } },
]

/** The list of customers. */
export function CustomersPage({ search }: { search: CustomerSearch }) {
  const patch = useSearchPatch<CustomerSearch>()
  const navigate = useNavigate()
  const { user } = useSession()
  const mayWrite = useMay('customer.write')
  const seesAll = useMay('customer.read')
  const seesPeople = useSeesPeople()
  const [creating, { open, close }] = useDisclosure()
  const { sort, ...filters } = search
  const query = trpc.customer.list.useInfiniteQuery({ ...search, limit: pageSize }, listOptions)
  const filtered = Object.keys(filters).length > 0
  const count = trpc.customer.count.useQuery(filters, { enabled: filtered || !seesAll })
  const { ownerId } = search
  const rows = rowsOf(query.data)
  const ownerFilter = partyFilter({
    key: 'ownerId',
    label: 'Owner',
    name: ownerId === user.id ? personName(user) : rows.find((row) => row.owner?.id === ownerId)?.owner?.name,
    useParties: usePeople,
    none: 'Nobody has this name.',
  })
  return (
    <ListPage>
      <PageHeader title="Customers" actions={mayWrite ? [{ label: 'New customer', icon: IconPlus, run: open }] : []} />
      <FilterBar
        id="customers"
        search={search}
        views={seesAll ? [...views, { name: 'Mine', search: { ownerId: user.id } }] : views}
        filters={seesAll && seesPeople ? [ownerFilter] : []}
        placeholder="Name, code or e-mail"
      />
      <DataTable
        id="customers"
        label="Customers"
        columns={customerColumns}
        query={query}
        total={filtered || !seesAll ? count.data?.total : undefined}
        sort={sort}
        onSort={(next) => patch({ sort: next as CustomerSearch['sort'] })}
        href={(customer) => `/customers/${customer.id}`}
        onHover={(customer) => void utils.customer.get.prefetch({ id: customer.id })}
        tools={
          <>
            {mayWrite ? (
              <ImportButton
                path="/api/inventory/customers/import"
                plural="customers"
                columns="code and name; email, phone, address, taxId, owner, active"
              />
            ) : null}
            <ExportMenu path="/api/inventory/customers/export" filters={filters} />
          </>
        }
        empty={
          filtered
            ? { title: 'No customer fits', hint: 'Search for a part of the name, the code or the e-mail address.' }
            : {
                title: 'No customers yet',
                hint: 'Whom you sell to. A customer is also made in place while an order is written.',
                ...(mayWrite ? { action: <Button onClick={open}>New customer</Button> } : {}),
              }
        }
      />
      <CustomerDialog
        opened={creating}
        onClose={close}
        onSaved={({ id }) => void navigate({ to: '/customers/$id', params: { id: String(id) } })}
      />
    </ListPage>
  )
}
