import type { Frame } from '@framewright/contracts/frame/frame.schema'
import type { Column } from '~/components/data-table/column.ts'
import { FrameDrawing } from '~/components/frame-drawing.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { MoneyText, QuantityText } from '~/components/text.tsx'
import { lookOf } from '~/state/state-table.ts'

/** The frames list's columns. */
export const frameColumns: readonly Column<Frame>[] = [
  {
    id: 'drawing',
    header: '',
    width: 56,
    card: 'media',
    cell: (frame) => <FrameDrawing {...frame} size={28} />,
  },
  {
    id: 'name',
    header: 'Name',
    sort: 'name',
    minWidth: 220,
    card: 'title',
    cell: (frame) => (frame.active ? frame.name : <span className="fw-muted">{frame.name} (inactive)</span>),
  },
  { id: 'sku', header: 'SKU', sort: 'sku', width: 150, cell: (frame) => frame.sku },
  { id: 'material', header: 'Material', sort: 'material', width: 130, card: 'none', cell: (frame) => frame.material },
  {
    id: 'width',
    header: 'Width (mm)',
    sort: 'widthMm',
    width: 108,
    align: 'right',
    card: 'none',
    cell: (frame) => <QuantityText value={String(frame.widthMm)} />,
  },
  {
    id: 'height',
    header: 'Height (mm)',
    sort: 'heightMm',
    width: 112,
    align: 'right',
    card: 'none',
    cell: (frame) => <QuantityText value={String(frame.heightMm)} />,
  },
  {
    id: 'size',
    header: 'Size (mm)',
    cardOnly: true,
    cell: (frame) => (
      <span className="fw-number">
        {frame.widthMm} × {frame.heightMm}
      </span>
    ),
  },
  {
    id: 'stages',
    header: 'Stages',
    width: 220,
    hidden: true,
    card: 'none',
    cell: (frame) => frame.stages.map((stage) => lookOf('taskKind', stage).word).join(', ') || 'None',
  },
  {
    id: 'price',
    header: 'Price',
    sort: 'unitPrice',
    width: 104,
    align: 'right',
    card: 'none',
    cell: (frame) => <MoneyText value={frame.unitPrice} />,
  },
  {
    id: 'onHand',
    header: 'On hand',
    width: 92,
    align: 'right',
    hidden: true,
    card: 'none',
    cell: (frame) => <QuantityText value={frame.stock.onHand} />,
  },
  {
    id: 'reserved',
    header: 'Reserved',
    width: 96,
    align: 'right',
    hidden: true,
    card: 'none',
    cell: (frame) => <QuantityText value={frame.stock.reserved} />,
  },
  {
    id: 'available',
    header: 'Available',
    sort: 'available',
    width: 104,
    align: 'right',
    cell: (frame) => <QuantityText value={frame.stock.available} warnAtZero />,
  },
  {
    id: 'state',
    header: 'State',
    width: 110,
    hidden: true,
    card: 'none',
    cell: (frame) => <StateBadge group="flag" state={frame.active ? 'ACTIVE' : 'INACTIVE'} size="sm" />,
  },
]
