import type { Item } from '@framewright/contracts/item/item.schema'
import type { Column } from '~/components/data-table/column.ts'
import { StateBadge } from '~/components/state-badge.tsx'
import { MoneyText, QuantityText } from '~/components/text.tsx'
import { isShort } from './is-short.ts'
import { itemKindWords } from './item-kinds.ts'

const none = <span className="fw-muted">–</span>

/** The columns of the catalogue. */
export const itemColumns: readonly Column<Item>[] = [
  { id: 'sku', header: 'SKU', sort: 'sku', width: 145, cell: (item) => <span className="fw-number">{item.sku}</span> },
  { id: 'name', header: 'Name', sort: 'name', minWidth: 200, card: 'title', cell: (item) => item.name },
  {
    id: 'short',
    header: 'State',
    width: 95,
    card: 'badge',
    cell: (item) =>
      item.active ? (
        isShort(item) ? (
          <StateBadge group="flag" state="SHORT" size="sm" />
        ) : null
      ) : (
        <StateBadge group="flag" state="INACTIVE" size="sm" />
      ),
  },
  { id: 'kind', header: 'Kind', width: 95, card: 'none', cell: (item) => itemKindWords[item.kind] },
  {
    id: 'category',
    header: 'Category',
    minWidth: 140,
    card: 'none',
    cell: (item) => (item.category ? <span title={item.category.path}>{item.category.path}</span> : none),
  },
  {
    id: 'available',
    header: 'Available',
    sort: 'available',
    width: 105,
    align: 'right',
    cell: (item) => (item.kind === 'SERVICE' ? none : <QuantityText value={item.stock.available} warnAtZero />),
  },
  {
    id: 'onHand',
    header: 'On hand',
    width: 100,
    align: 'right',
    hidden: true,
    cell: (item) => <QuantityText value={item.stock.onHand} />,
  },
  {
    id: 'reserved',
    header: 'Reserved',
    width: 100,
    align: 'right',
    hidden: true,
    cell: (item) => <QuantityText value={item.stock.reserved} />,
  },
  {
    id: 'incoming',
    header: 'Incoming',
    width: 95,
    align: 'right',
    cell: (item) => (item.incoming === '0' ? none : <QuantityText value={item.incoming} />),
  },
  {
    id: 'reorderPoint',
    header: 'Reorder at',
    width: 110,
    align: 'right',
    hidden: true,
    cell: (item) => (item.reorderPoint === null ? none : <QuantityText value={item.reorderPoint} />),
  },
  { id: 'unit', header: 'Unit', width: 65, cell: (item) => item.unit },
  {
    id: 'unitPrice',
    header: 'Price',
    sort: 'unitPrice',
    width: 105,
    align: 'right',
    cell: (item) => <MoneyText value={item.unitPrice} />,
  },
  {
    id: 'cost',
    header: 'Cost',
    width: 110,
    align: 'right',
    hidden: true,
    cell: (item) => <MoneyText value={item.cost} />,
  },
]
