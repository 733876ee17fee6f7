import type { Movement } from '@framewright/contracts/stock/stock.schema'
import { ActionIcon } from '@mantine/core'
import { IconArrowBackUp, IconArrowRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Column } from '~/components/data-table/column.ts'
import { MoneyText, QuantityText, RelativeTime } from '~/components/text.tsx'
import { sentenceCase } from '~/lib/format.ts'
import { pageOf } from '~/lib/links.ts'

const columns: readonly Column<Movement>[] = [
  {
    id: 'effectiveAt',
    header: 'When',
    width: 190,
    cell: (row) => <RelativeTime value={row.effectiveAt} />,
  },
  {
    id: 'sku',
    header: 'SKU',
    width: 150,
    hidden: true,
    card: 'none',
    cell: (row) => <span className="fw-number">{row.sku}</span>,
  },
  { id: 'name', header: 'Name', minWidth: 180, card: 'title', cell: (row) => row.name },
  {
    id: 'places',
    header: 'From and to',
    minWidth: 220,
    cell: (row) => (
      <span>
        {row.from} <IconArrowRight size={13} aria-label="to" style={{ verticalAlign: -2 }} /> {row.to}
      </span>
    ),
  },
  {
    id: 'quantity',
    header: 'Quantity',
    width: 110,
    align: 'right',
    cell: (row) => <QuantityText value={row.quantity} unit={row.unit} />,
  },
  {
    id: 'unitCost',
    header: 'Unit cost',
    width: 110,
    align: 'right',
    hidden: true,
    card: 'none',
    cell: (row) => <MoneyText value={row.unitCost} />,
  },
  { id: 'source', header: 'Because of', width: 125, cell: (row) => <Source movement={row} /> },
  {
    id: 'reason',
    header: 'Reason',
    minWidth: 140,
    cell: (row) => (row.reason ? <span title={row.reason}>{row.reason}</span> : <span className="fw-muted">–</span>),
  },
  { id: 'actor', header: 'By', width: 100, cell: (row) => row.actor ?? <span className="fw-muted">–</span> },
]

/** The ledger's columns; with `reverse`, also the way to post a movement's opposite. */
export function movementColumns(reverse?: (movement: Movement) => void): readonly Column<Movement>[] {
  if (reverse === undefined) return columns
  return [
    ...columns,
    {
      id: 'reverse',
      header: 'Reverse',
      card: 'badge',
      width: 85,
      align: 'right',
      cell: (row) =>
        row.reversible ? (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="md"
            title="Reverse this movement"
            aria-label={`Reverse the movement of ${row.name}`}
            onClick={() => reverse(row)}
          >
            <IconArrowBackUp size={17} aria-hidden />
          </ActionIcon>
        ) : row.reversedById === null ? null : (
          <span className="fw-muted">reversed</span>
        ),
    },
  ]
}

function Source({ movement }: { movement: Movement }) {
  const { sourceType, sourceId, itemId } = movement
  // The item itself as the source: its opening stock.
  if (sourceId === itemId && (sourceType === 'item' || sourceType === 'frame')) return 'Opening stock'
  const page = sourceId === null ? null : pageOf(sourceType, sourceId)
  const word = sentenceCase(sourceType)
  return page ? (
    <Link to={page} className="fw-link">
      {word}
    </Link>
  ) : (
    word
  )
}
