import type { WhereUsed } from '@framewright/contracts/bom/bom.explosion.schema'
import { Text } from '@mantine/core'
import type { Column } from '~/components/data-table/column.ts'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { SmallTable } from '~/components/small-table.tsx'
import { QuantityText } from '~/components/text.tsx'
import { trpc } from '~/lib/trpc.ts'

type Row = WhereUsed['items'][number] & { id: number; component: string }

const columns: readonly Column<Row>[] = [
  {
    id: 'item',
    header: 'Used in',
    card: 'title',
    cell: (row) => (
      <>
        {row.name} <span className="fw-muted">{row.sku}</span>
      </>
    ),
  },
  { id: 'level', header: 'Level', align: 'right', cell: (row) => row.level },
  {
    id: 'quantity',
    header: 'For one of it',
    align: 'right',
    cell: (row) => <QuantityText value={row.quantity} unit={row.component} />,
  },
  {
    id: 'through',
    header: 'Through',
    cell: (row) =>
      row.through.length === 0 ? (
        <span className="fw-muted">itself</span>
      ) : (
        row.through.map((part) => part.name).join(', ')
      ),
  },
  { id: 'top', header: '', cell: (row) => (row.top ? <span className="fw-muted">sold or used as it is</span> : null) },
]

/** What an item is used in, up all levels. */
export default function WhereUsedTab({ itemId, unit }: { itemId: number; unit: string }) {
  const query = trpc.bom.whereUsed.useQuery({ itemId })
  return (
    <Section title="Where used">
      <QueryBlock query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              No bill of materials in force takes it.
            </Text>
          ) : (
            <SmallTable
              label="What it is used in"
              columns={columns}
              rows={items.map((row) => ({ ...row, id: row.itemId, component: unit }))}
              href={(row) => `/boms/${row.id}`}
            />
          )
        }
      </QueryBlock>
    </Section>
  )
}
