import type { BomComparison } from '@framewright/contracts/bom/bom.schema'
import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Column } from '~/components/data-table/column.ts'
import { SmallTable } from '~/components/small-table.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { QuantityText } from '~/components/text.tsx'
import { formatDay, plural } from '~/lib/format.ts'
import { lookOf } from '~/state/state-table.ts'

type Row = BomComparison['lines'][number] & { id: number }
type Line = NonNullable<Row['from']>

/** A value before and after, where both are there and differ. */
function beforeAfter(row: Row, differs: boolean, show: (line: Line) => ReactNode): ReactNode {
  if (row.from !== null && row.to !== null && differs) {
    return (
      <>
        <s className="fw-muted">{show(row.from)}</s> → {show(row.to)}
      </>
    )
  }
  const line = row.to ?? row.from
  return line === null ? null : show(line)
}

const days = ({ validFrom, validTo }: Line) =>
  validFrom === null && validTo === null
    ? '–'
    : `${validFrom ? formatDay(validFrom) : '…'} – ${validTo ? formatDay(validTo) : '…'}`

const columns: readonly Column<Row>[] = [
  {
    id: 'material',
    header: 'Material',
    card: 'title',
    cell: (row) => {
      const line = row.to ?? row.from
      return (
        <>
          {line?.name} <span className="fw-muted">{line?.sku}</span>
        </>
      )
    },
  },
  {
    id: 'change',
    header: 'Change',
    card: 'badge',
    cell: (row) => <StateBadge group="bomChange" state={row.change} size="sm" />,
  },
  {
    id: 'quantity',
    header: 'For one',
    align: 'right',
    cell: (row) =>
      beforeAfter(row, row.fields.includes('quantity') || row.fields.includes('unit'), (line) => (
        <QuantityText value={line.quantity} unit={line.unit} />
      )),
  },
  {
    id: 'scrap',
    header: 'Scrap (%)',
    align: 'right',
    cell: (row) =>
      beforeAfter(row, row.fields.includes('scrapPercent'), (line) => <QuantityText value={line.scrapPercent} />),
  },
  {
    id: 'stage',
    header: 'Stage',
    cell: (row) =>
      beforeAfter(row, row.fields.includes('stage'), (line) =>
        line.stage === null ? '–' : lookOf('taskKind', line.stage).word,
      ),
  },
  {
    id: 'days',
    header: 'Counts',
    cell: (row) => beforeAfter(row, row.fields.includes('validFrom') || row.fields.includes('validTo'), days),
  },
]

/** What one revision has that the other has not, line by line. */
export function Comparison({ comparison }: { comparison: BomComparison }) {
  const differing = comparison.lines.filter((line) => line.change !== 'SAME').length
  return (
    <>
      <Text size="sm" mb="xs" className="fw-muted" aria-live="polite">
        {differing === 0 ? 'They say the same.' : `${plural(differing, 'line')} of ${comparison.lines.length} differ.`}
      </Text>
      <SmallTable
        label={`Revision ${comparison.from.revision} and ${comparison.to.revision}`}
        columns={columns}
        rows={comparison.lines.map((line, id) => ({ ...line, id }))}
      />
    </>
  )
}
