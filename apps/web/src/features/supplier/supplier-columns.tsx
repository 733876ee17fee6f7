import type { Supplier } from '@framewright/contracts/supplier/supplier.schema'
import type { Column } from '~/components/data-table/column.ts'
import { StateBadge } from '~/components/state-badge.tsx'

const orDash = (value: string) => (value === '' ? <span className="fw-muted">–</span> : value)

/** The columns of the list of suppliers. */
export const supplierColumns: readonly Column<Supplier>[] = [
  { id: 'name', header: 'Name', sort: 'name', minWidth: 200, card: 'title', cell: (supplier) => supplier.name },
  { id: 'code', header: 'Code', sort: 'code', width: 140, cell: (supplier) => supplier.code },
  { id: 'email', header: 'E-mail', minWidth: 180, cell: (supplier) => orDash(supplier.email) },
  { id: 'phone', header: 'Phone', width: 170, cell: (supplier) => orDash(supplier.phone) },
  { id: 'address', header: 'Address', hidden: true, cell: (supplier) => orDash(supplier.address) },
  { id: 'taxId', header: 'Tax id', width: 150, hidden: true, cell: (supplier) => orDash(supplier.taxId) },
  {
    id: 'active',
    header: 'State',
    width: 120,
    card: 'badge',
    cell: (supplier) => <StateBadge group="flag" state={supplier.active ? 'ACTIVE' : 'INACTIVE'} size="sm" />,
  },
]
