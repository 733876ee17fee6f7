import type { Balance } from '@framewright/contracts/stock/stock.schema'
import type { Column } from '~/components/data-table/column.ts'
import { QuantityText } from '~/components/text.tsx'
import { usageWords } from './location-words.ts'

export type BalanceRow = Balance & { id: number }

/** The columns of what is where. */
export const balanceColumns: readonly Column<BalanceRow>[] = [
  { id: 'sku', header: 'SKU', width: 150, cell: (row) => <span className="fw-number">{row.sku}</span> },
  { id: 'name', header: 'Name', minWidth: 220, card: 'title', cell: (row) => row.name },
  { id: 'location', header: 'Location', width: 180, cell: (row) => row.location },
  { id: 'usage', header: 'Use', width: 145, card: 'none', cell: (row) => usageWords[row.usage] },
  {
    id: 'onHand',
    header: 'On hand',
    width: 110,
    align: 'right',
    cell: (row) => <QuantityText value={row.onHand} />,
  },
  {
    id: 'reserved',
    header: 'Reserved',
    width: 110,
    align: 'right',
    cell: (row) => <QuantityText value={row.reserved} />,
  },
  {
    id: 'available',
    header: 'Available',
    width: 110,
    align: 'right',
    cell: (row) => <QuantityText value={row.available} />,
  },
  { id: 'unit', header: 'Unit', width: 70, cell: (row) => row.unit },
]
