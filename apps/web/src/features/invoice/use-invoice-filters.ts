import { ownSource } from '@framewright/contracts/invoice/invoice.number'
import type { Filter } from '~/components/filter-bar/filter.ts'
import type { View } from '~/components/filter-bar/view-tabs.tsx'
import { useCustomers, usePeople, useSeesPeople } from '~/components/party/party.ts'
import { partyFilter } from '~/components/party/party-filter.tsx'
import { personName, useMay, useMayAny, useSession } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { stateOptions } from '~/state/state-table.ts'
import { sourceName } from './invoice-columns.tsx'

const everybodys: readonly View[] = [
  { name: 'Own', search: { source: ownSource } },
  { name: 'Goods to send', search: { status: ['CREATED', 'PENDING', 'PICKED', 'PACKING', 'PACKED'] } },
]

const dateFilter: Filter = { kind: 'days', from: 'dateFrom', to: 'dateTo', label: 'Date' }
const statusFilter: Filter = { kind: 'choices', key: 'status', label: 'Goods', options: stateOptions('invoice') }

interface Chosen {
  customerId?: number | undefined
  ownerId?: number | undefined
}
type Row = { owner: { id: number; name: string } | null }

/** The views and filters of the list; who sees only their own invoices needs none by salesperson. */
export function useInvoiceFilters({ customerId, ownerId }: Chosen, rows: readonly Row[]) {
  const { user } = useSession()
  const seesAll = useMay('invoice.read')
  const seesCustomers = useMayAny('customer.read', 'customer.own')
  const seesPeople = useSeesPeople()
  const sources = trpc.invoice.sources.useQuery(undefined, { staleTime: 60_000 })
  const customer = trpc.customer.get.useQuery(
    { id: customerId ?? 0 },
    { enabled: seesCustomers && customerId !== undefined, staleTime: 5 * 60_000 },
  )
  const sourceFilter: Filter = {
    kind: 'choice',
    key: 'source',
    label: 'Source',
    options: (sources.data?.sources ?? []).map((source) => ({ value: source, label: sourceName(source) })),
  }
  const customerFilter = partyFilter({
    key: 'customerId',
    label: 'Customer',
    name: customer.data?.name,
    useParties: useCustomers,
    none: 'No customer has this in its name.',
  })
  const ownerFilter = partyFilter({
    key: 'ownerId',
    label: 'Salesperson',
    name: ownerId === user.id ? personName(user) : rows.find((row) => row.owner?.id === ownerId)?.owner?.name,
    useParties: usePeople,
    none: 'Nobody has this name.',
  })
  const views = seesAll ? [...everybodys, { name: 'Mine', search: { ownerId: user.id } }] : everybodys
  const filters = [
    statusFilter,
    sourceFilter,
    ...(seesCustomers ? [customerFilter] : []),
    ...(seesAll && seesPeople ? [ownerFilter] : []),
    dateFilter,
  ]
  return { views, filters }
}
