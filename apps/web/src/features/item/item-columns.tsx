import type { Item } from '@framewright/contracts/item/item.schema'
import type { Column } from '~/components/data-table/column.ts'
import { StateBadge } from '~/components/state-badge.tsx'
import { MoneyText, QuantityText } from '~/components/text.tsx'
import { itemKindWords } from './item-kinds.ts'

/** The columns of the catalogue. */
export const itemColumns: readonly Column<Item>[] = [
  { id: 'sku', header: 'SKU', sort: 'sku', width: 170, cell: (item) => <span className="fw-number">{item.sku}</span> },
  { id: 'name', header: 'Name', sort: 'name', minWidth: 220, card: 'title', cell: (item) => item.name },
  { id: 'kind', header: 'Kind', width: 120, cell: (item) => itemKindWords[item.kind] },
  {
    id: 'available',
    header: 'Available',
    width: 120,
    align: 'right',
    cell: (item) =>
      item.kind === 'SERVICE' ? (
        <span className="fw-muted">–</span>
      ) : (
        <QuantityText value={item.stock.available} warnAtZero />
      ),
  },
  {
    id: 'onHand',
    header: 'On hand',
    width: 110,
    align: 'right',
    cell: (item) => <QuantityText value={item.stock.onHand} />,
  },
  {
    id: 'reserved',
    header: 'Reserved',
    width: 110,
    align: 'right',
    hidden: true,
    cell: (item) => <QuantityText value={item.stock.reserved} />,
  },
  { id: 'unit', header: 'Unit', width: 80, cell: (item) => item.unit },
  {
    id: 'unitPrice',
    header: 'Price',
    sort: 'unitPrice',
    width: 120,
    align: 'right',
    cell: (item) => <MoneyText value={item.unitPrice} />,
  },
  { id: 'cost', header: 'Cost', width: 120, align: 'right', cell: (item) => <MoneyText value={item.cost} /> },
  {
    id: 'active',
    header: 'State',
    width: 120,
    card: 'badge',
    hidden: true,
    cell: (item) => <StateBadge group="flag" state={item.active ? 'ACTIVE' : 'INACTIVE'} size="sm" />,
  },
]
