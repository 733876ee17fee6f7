import type { ProductionOrderListInput } from '@framewright/contracts/production-order/production-order.schema'
import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconHierarchy2, IconPlus, IconSettings } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { DataTable } from '~/components/data-table/data-table.tsx'
import type { Filter } from '~/components/filter-bar/filter.ts'
import { FilterBar } from '~/components/filter-bar/filter-bar.tsx'
import type { View } from '~/components/filter-bar/view-tabs.tsx'
import { ListPage } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { listOptions, pageSize } from '~/lib/infinite.ts'
import { lazyPart } from '~/lib/lazy-part.tsx'
import { useSearchPatch } from '~/lib/list-search.ts'
import { useMay } from '~/lib/session.ts'
import { trpc, utils } from '~/lib/trpc.ts'
import { stateOptions } from '~/state/state-table.ts'
import { orderColumns } from './order-columns.tsx'

const SettingsDialog = lazyPart(() => import('./settings-dialog.tsx').then((part) => part.default))

export type OrderSearch = Partial<Omit<ProductionOrderListInput, 'cursor' | 'limit'>>

const open = ['DRAFT', 'RELEASED', 'IN_PROGRESS', 'ON_HOLD'] as const

const views: readonly View[] = [
  { name: 'Open', search: { status: open } },
  { name: 'Late', search: { late: true } },
  { name: 'Under way', search: { status: ['RELEASED', 'IN_PROGRESS', 'ON_HOLD'], sort: 'dueDate' } },
  { name: 'Completed', search: { status: ['COMPLETED'] } },
]

const filters: readonly Filter[] = [
  { kind: 'choices', key: 'status', label: 'State', options: stateOptions('productionOrder') },
  { kind: 'choices', key: 'priority', label: 'Priority', options: stateOptions('priority') },
  { kind: 'days', from: 'dueFrom', to: 'dueTo', label: 'Due' },
  { kind: 'flag', key: 'late', label: 'Late' },
]

/** The list of production orders. */
export function ProductionOrdersPage({ search }: { search: OrderSearch }) {
  const patch = useSearchPatch<OrderSearch>()
  const mayWrite = useMay('productionOrder.write')
  const maySetUp = useMay('productionOrder.settings')
  const [settings, dialog] = useDisclosure()
  const { sort, ...filtering } = search
  const query = trpc.productionOrder.list.useInfiniteQuery({ ...search, limit: pageSize }, listOptions)
  const filtered = Object.keys(filtering).length > 0
  const count = trpc.productionOrder.count.useQuery(filtering, { enabled: filtered })
  const newOrder = (
    <Button component={Link} to="/production-orders/new" leftSection={<IconPlus size={16} aria-hidden />}>
      New production order
    </Button>
  )
  return (
    <ListPage>
      <PageHeader
        title="Production"
        actions={[
          ...(mayWrite ? [{ label: 'New production order', icon: IconPlus, to: '/production-orders/new' }] : []),
          ...(mayWrite
            ? [{ label: 'Plan with all parts', icon: IconHierarchy2, to: '/production-orders/plan', quiet: true }]
            : []),
          ...(maySetUp ? [{ label: 'Settings', icon: IconSettings, run: dialog.open, quiet: true }] : []),
        ]}
      />
      <FilterBar
        id="production-orders"
        search={search}
        views={views}
        filters={filters}
        placeholder="Number, SKU or name"
      />
      <DataTable
        id="production-orders"
        label="Production orders"
        columns={orderColumns}
        query={query}
        total={filtered ? count.data?.total : undefined}
        sort={sort}
        onSort={(next) => patch({ sort: next as OrderSearch['sort'] })}
        href={(order) => `/production-orders/${order.id}`}
        onHover={(order) => void utils.productionOrder.get.prefetch({ id: order.id })}
        empty={
          filtered
            ? { title: 'No production order fits', hint: 'Take a filter away or search for something else.' }
            : {
                title: 'No production orders yet',
                hint: 'What is to be made stands here, from the plan to the last piece, with the materials it takes.',
                ...(mayWrite ? { action: newOrder } : {}),
              }
        }
      />
      {settings ? <SettingsDialog onClose={dialog.close} /> : null}
    </ListPage>
  )
}
