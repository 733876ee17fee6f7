import { Checkbox } from '@mantine/core'
import type { ReactTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { useStore } from '~/lib/store.ts'
import { density, rowHeight } from '~/theme.ts'
import type { Column, Features, ListQuery } from './column.ts'
import classes from './data-table.module.css'
import { TableHead } from './table-head.tsx'
import { TableRow } from './table-row.tsx'
import { useLoadMore } from './use-load-more.ts'
import { useRowFocus } from './use-row-focus.ts'

export interface RowsProps<T extends { id: number }> {
  table: ReactTable<Features, T>
  columns: readonly Column<T>[]
  query: ListQuery<T>
  label: string
  open: (row: T) => void
  href: ((row: T) => string) | undefined
  onHover: ((row: T) => void) | undefined
  selectable: boolean
}

interface Props<T extends { id: number }> extends RowsProps<T> {
  sort: string | undefined
  onSort: ((sort: string | undefined) => void) | undefined
}

const selectWidth = 40

/** The rows as a real table with grid semantics; rows out of sight are two spacers. */
export function TableGrid<T extends { id: number }>(props: Props<T>) {
  const { table, columns, query, selectable } = props
  const scroll = useRef<HTMLDivElement>(null)
  const height = rowHeight[useStore(density)]
  const rows = table.getRowModel().rows
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
  })
  const items = virtual.getVirtualItems()
  useLoadMore(query, items.at(-1)?.index ?? 0, rows.length)
  const focus = useRowFocus({
    count: rows.length,
    scrollTo: (index) => virtual.scrollToIndex(index),
    open: (index) => rows[index] && props.open(rows[index].original),
    toggle: (index) => selectable && rows[index]?.toggleSelected(),
  })
  const minWidth = columns.reduce(
    (total, column) => total + (column.width ?? column.minWidth ?? 140),
    selectable ? selectWidth : 0,
  )
  const before = items[0]?.start ?? 0
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)

  return (
    <div ref={scroll} className={classes.scroll}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows can be focused and selected
        role="grid"
        aria-label={props.label}
        aria-rowcount={query.hasNextPage ? -1 : rows.length + 1}
        aria-multiselectable={selectable || undefined}
        className={classes.table}
        style={{ minWidth }}
        data-stale={query.isPlaceholderData || undefined}
        onKeyDown={focus.onKeyDown}
      >
        <colgroup>
          {selectable ? <col style={{ width: selectWidth }} /> : null}
          {columns.map((column) => (
            <col key={column.id} style={column.width ? { width: column.width } : undefined} />
          ))}
        </colgroup>
        <TableHead
          columns={columns}
          sort={props.sort}
          onSort={props.onSort}
          select={
            selectable ? (
              <Checkbox
                size="xs"
                aria-label="Select all loaded rows"
                checked={table.getIsAllRowsSelected()}
                indeterminate={table.getIsSomeRowsSelected() && !table.getIsAllRowsSelected()}
                onChange={(event) => table.toggleAllRowsSelected(event.currentTarget.checked)}
              />
            ) : null
          }
        />
        <tbody>
          {before > 0 ? <tr aria-hidden style={{ height: before }} /> : null}
          {items.map((item) => {
            const row = rows[item.index]
            if (!row) return null
            return (
              <TableRow
                key={row.id}
                row={row}
                index={item.index}
                height={height}
                selected={row.getIsSelected()}
                columns={columns}
                selectable={selectable}
                focus={focus}
                open={props.open}
                href={props.href}
                onHover={props.onHover}
              />
            )
          })}
          {after > 0 ? <tr aria-hidden style={{ height: after }} /> : null}
        </tbody>
      </table>
    </div>
  )
}
