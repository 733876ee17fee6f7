import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Column } from './data-table/column.ts'
import { type Query, QueryBlock } from './query-block.tsx'
import { Section } from './section.tsx'
import { SmallTable } from './small-table.tsx'

interface Props<T extends { id: number }> {
  title: string
  /** The way to all of them. */
  all: ReactNode
  query: Query<{ items: readonly T[] }>
  /** What is said where there are none. */
  none: string
  /** What it lists, for screen readers: "Orders from this supplier". */
  label: string
  columns: readonly Column<T>[]
  href: (row: T) => string
}

/** The latest documents that concern the one whose page it is, and the way to all of them. */
export function LatestRows<T extends { id: number }>({ title, all, query, none, ...table }: Props<T>) {
  return (
    <Section title={title} action={all}>
      <QueryBlock query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              {none}
            </Text>
          ) : (
            <SmallTable {...table} rows={items} />
          )
        }
      </QueryBlock>
    </Section>
  )
}
