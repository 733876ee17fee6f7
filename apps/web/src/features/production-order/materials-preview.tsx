import { countsOn, needOf } from '@framewright/contracts/bom/bom.need'
import type { Bom, BomLine } from '@framewright/contracts/bom/bom.schema'
import * as decimal from '@framewright/contracts/core/decimal'
import { Text } from '@mantine/core'
import type { Column } from '~/components/data-table/column.ts'
import { QueryBlock } from '~/components/query-block.tsx'
import { SmallTable } from '~/components/small-table.tsx'
import { QuantityText } from '~/components/text.tsx'
import { trpc } from '~/lib/trpc.ts'

type Row = BomLine & { id: number; needed: string; short: boolean }

const columns: readonly Column<Row>[] = [
  {
    id: 'material',
    header: 'Material',
    card: 'title',
    cell: (line) => (
      <>
        {line.name} <span className="fw-muted">{line.sku}</span>
      </>
    ),
  },
  {
    id: 'needed',
    header: 'Needed',
    align: 'right',
    cell: (line) => <QuantityText value={line.needed} unit={line.componentUnit} />,
  },
  {
    id: 'available',
    header: 'Available',
    align: 'right',
    cell: (line) => (
      <span className={line.short ? 'fw-short' : undefined}>
        <QuantityText value={line.available} unit={line.componentUnit} />
      </span>
    ),
  },
]

/** What so many of an item would take, beside what there is: the same sums the server makes. */
export function MaterialsPreview({ itemId, quantity }: { itemId: number; quantity: string }) {
  const query = trpc.bom.get.useQuery({ itemId })
  return <QueryBlock query={query}>{(bom) => <Preview bom={bom} quantity={quantity} />}</QueryBlock>
}

function Preview({ bom, quantity }: { bom: Bom; quantity: string }) {
  const count = /^\d{1,12}(\.\d{1,6})?$/.test(quantity) ? quantity : '0'
  // The day here stands for the shop's: it decides again when the order is released.
  const today = new Date().toLocaleDateString('sv-SE')
  const rows = bom.lines
    // A frame is installed at the customer's, when it has long been made.
    .filter((line) => line.stage !== 'INSTALLATION' && countsOn(line, today))
    .map((line, index) => {
      const needed = needOf(line, count)
      return { ...line, id: index, needed, short: decimal.compare(needed, line.available) > 0 }
    })
  const short = rows.filter((row) => row.short).length
  if (rows.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        It has no bill of materials yet. The order can be planned, and released once there is one.
      </Text>
    )
  }
  return (
    <div>
      <SmallTable label="Materials it takes" columns={columns} rows={rows} />
      {short > 0 ? (
        <Text size="sm" mt="xs" className="fw-short" aria-live="polite">
          {short === 1 ? 'One material is short.' : `${short} materials are short.`} The order can be planned now and
          released once they are there, or in part.
        </Text>
      ) : null}
    </div>
  )
}
