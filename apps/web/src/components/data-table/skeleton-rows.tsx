import { Skeleton } from '@mantine/core'
import type { Column } from './column.ts'
import classes from './data-table.module.css'

/** The shape of a list while its first page loads. */
export function SkeletonRows<T>({ columns, cards }: { columns: readonly Column<T>[]; cards: boolean }) {
  const rows = Array.from({ length: cards ? 6 : 12 }, (_, index) => index)
  return (
    <div className={classes.scroll} role="status" aria-label="Loading">
      {rows.map((row) => (
        <div key={row} className={cards ? classes.skeletonCard : classes.skeletonRow}>
          {(cards ? columns.slice(0, 2) : columns.slice(0, 7)).map((column) => (
            <Skeleton key={column.id} height={12} style={{ flex: column.width ? `0 1 ${column.width}px` : '1 1 0' }} />
          ))}
        </div>
      ))}
    </div>
  )
}
