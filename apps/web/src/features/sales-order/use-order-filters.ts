import type { Filter } from '~/components/filter-bar/filter.ts'
import type { View } from '~/components/filter-bar/view-tabs.tsx'
import { useCustomers, usePeople, useSeesPeople } from '~/components/party/party.ts'
import { partyFilter } from '~/components/party/party-filter.tsx'
import { personName, useMay, useMayAny, useSession } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { stateOptions } from '~/state/state-table.ts'

/** What is not finished, as the figures count it. */
const open = ['DRAFT', 'CONFIRMED', 'SHIPPED'] as const

const everybodys: readonly View[] = [
  { name: 'Open', search: { status: open } },
  { name: 'Drafts', search: { status: ['DRAFT'] } },
  { name: 'To ship', search: { status: ['CONFIRMED'], sort: 'dueDate' } },
  { name: 'Late', search: { late: true } },
]

const fixed: readonly Filter[] = [
  { kind: 'days', from: 'orderedFrom', to: 'orderedTo', label: 'Ordered' },
  { kind: 'flag', key: 'late', label: 'Late' },
]
const statusFilter: Filter = { kind: 'choices', key: 'status', label: 'State', options: stateOptions('salesOrder') }

interface Chosen {
  customerId?: number | undefined
  ownerId?: number | undefined
}
type Row = { owner: { id: number; name: string } | null }

/** The views and filters of the list; who sees only their own orders needs none by owner. */
export function useOrderFilters({ customerId, ownerId }: Chosen, rows: readonly Row[]) {
  const { user } = useSession()
  const seesAll = useMay('salesOrder.read')
  const seesCustomers = useMayAny('customer.read', 'customer.own')
  const seesPeople = useSeesPeople()
  const customer = trpc.customer.get.useQuery(
    { id: customerId ?? 0 },
    { enabled: seesCustomers && customerId !== undefined, staleTime: 5 * 60_000 },
  )
  const customerFilter = partyFilter({
    key: 'customerId',
    label: 'Customer',
    name: customer.data?.name,
    useParties: useCustomers,
    none: 'No customer has this in its name.',
  })
  const ownerFilter = partyFilter({
    key: 'ownerId',
    label: 'Owner',
    name: ownerId === user.id ? personName(user) : rows.find((row) => row.owner?.id === ownerId)?.owner?.name,
    useParties: usePeople,
    none: 'Nobody has this name.',
  })
  const views = seesAll ? [...everybodys, { name: 'Mine', search: { ownerId: user.id } }] : everybodys
  const filters = [
    statusFilter,
    ...(seesCustomers ? [customerFilter] : []),
    ...(seesAll && seesPeople ? [ownerFilter] : []),
    ...fixed,
  ]
  return { views, filters }
}
