import type { Customer } from '@framewright/contracts/customer/customer.schema'
import type { Column } from '~/components/data-table/column.ts'
import { StateBadge } from '~/components/state-badge.tsx'

const orDash = (value: string | undefined) => (value ? value : <span className="fw-muted">–</span>)

/** The columns of the list of customers. */
export const customerColumns: readonly Column<Customer>[] = [
  { id: 'name', header: 'Name', sort: 'name', minWidth: 200, card: 'title', cell: (customer) => customer.name },
  { id: 'code', header: 'Code', sort: 'code', width: 130, cell: (customer) => customer.code },
  { id: 'owner', header: 'Owner', width: 160, cell: (customer) => orDash(customer.owner?.name) },
  { id: 'email', header: 'E-mail', minWidth: 180, cell: (customer) => orDash(customer.email) },
  { id: 'phone', header: 'Phone', width: 170, cell: (customer) => orDash(customer.phone) },
  { id: 'address', header: 'Address', hidden: true, cell: (customer) => orDash(customer.address) },
  { id: 'taxId', header: 'Tax id', width: 150, hidden: true, cell: (customer) => orDash(customer.taxId) },
  {
    id: 'active',
    header: 'State',
    width: 120,
    card: 'badge',
    cell: (customer) => <StateBadge group="flag" state={customer.active ? 'ACTIVE' : 'INACTIVE'} size="sm" />,
  },
]
