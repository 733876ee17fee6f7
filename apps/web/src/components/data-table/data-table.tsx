import { useMediaQuery } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { type ColumnDef, type RowSelectionState, useTable } from '@tanstack/react-table'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { phone } from '~/lib/breakpoints.ts'
import { rowsOf, totalOf } from '~/lib/infinite.ts'
import { type Empty, EmptyState } from '../empty-state.tsx'
import { WidgetError } from '../widget-error.tsx'
import { type Column, type Features, features, type ListQuery } from './column.ts'
import { ColumnChooser } from './column-chooser.tsx'
import classes from './data-table.module.css'
import { RowCards } from './row-cards.tsx'
import { SkeletonRows } from './skeleton-rows.tsx'
import { TableFooter } from './table-footer.tsx'
import { TableGrid } from './table-grid.tsx'
import { useColumnVisibility } from './use-column-visibility.ts'

export interface DataTableProps<T extends { id: number }> {
  /** Names the list in what the browser remembers of it (columns): "frames". */
  id: string
  /** What it lists, for screen readers: "Frames". */
  label: string
  columns: readonly Column<T>[]
  /** `trpc.frame.list.useInfiniteQuery(input, listOptions)` */
  query: ListQuery<T>
  /** The total where the page does not bring it: from the list's `count` procedure. */
  total?: number | undefined
  sort?: string | undefined
  onSort?: (sort: string | undefined) => void
  /** A row's page; opened by click and Enter, linked from its title column. */
  href?: (row: T) => string
  /** Instead of a page. */
  onOpen?: (row: T) => void
  /** Prefetches what opening would need. */
  onHover?: (row: T) => void
  /** Actions on selected rows; with it, rows can be selected. */
  bulk?: (rows: T[], clear: () => void) => ReactNode
  /** An empty list: what would be here and the first step. */
  empty: Empty
  /** Beside the column chooser: export and the like. */
  tools?: ReactNode
}

/**
 * A list of documents: pages by cursor as one scrolls, only visible rows in the page, sticky sortable head, columns to
 * choose, selection with bulk actions, arrows Enter and Space, cards on a phone.
 */
export function DataTable<T extends { id: number }>(props: DataTableProps<T>) {
  const { columns, query } = props
  const navigate = useNavigate()
  const narrow = useMediaQuery(phone, false, { getInitialValueInEffect: false })
  const data = useMemo(() => rowsOf<T>(query.data), [query.data])
  const [visibility, setVisibility] = useColumnVisibility(props.id, columns)
  const [rowSelection, setRowSelection] = useState<RowSelectionState>({})
  const tableColumns = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<Features, T> => ({
          id: column.id,
          header: column.header,
          cell: ({ row }) => column.cell(row.original),
        }),
      ),
    [columns],
  )
  const table = useTable({
    features,
    columns: tableColumns,
    data,
    getRowId: (row) => String(row.id),
    state: { columnVisibility: visibility, rowSelection },
    onColumnVisibilityChange: setVisibility,
    onRowSelectionChange: setRowSelection,
    enableRowSelection: props.bulk !== undefined,
  })
  const shown = columns.filter((column) => (narrow || !column.cardOnly) && visibility[column.id] !== false)
  const selected = useMemo(() => data.filter((row) => rowSelection[String(row.id)]), [data, rowSelection])
  const clear = () => setRowSelection({})

  // Rows that a filter took away must not be acted on unseen.
  useEffect(() => {
    if (query.isPlaceholderData) setRowSelection({})
  }, [query.isPlaceholderData])

  const open = (row: T) => {
    if (props.onOpen) props.onOpen(row)
    else if (props.href) void navigate({ to: props.href(row) })
  }
  const total = totalOf<T>(query.data) ?? props.total

  const body = () => {
    if (query.isPending) return <SkeletonRows columns={shown} cards={narrow} />
    if (data.length === 0) return query.error ? null : <EmptyState {...props.empty} />
    const shared = { table, columns: shown, query, open, href: props.href, onHover: props.onHover, label: props.label }
    if (narrow) return <RowCards {...shared} selectable={props.bulk !== undefined} />
    return <TableGrid {...shared} sort={props.sort} onSort={props.onSort} selectable={props.bulk !== undefined} />
  }

  return (
    <div className={classes.list} aria-busy={query.isPlaceholderData || query.isPending}>
      {query.error ? (
        <div className={classes.error}>
          <WidgetError error={query.error} retry={() => void query.refetch()} />
        </div>
      ) : null}
      {body()}
      <TableFooter
        label={props.label}
        loaded={data.length}
        total={total}
        loadingMore={query.isFetchingNextPage}
        hasMore={query.hasNextPage}
        tools={
          <>
            {props.tools}
            {narrow ? null : (
              <ColumnChooser
                columns={columns.filter((column) => !column.cardOnly)}
                visibility={visibility}
                onChange={setVisibility}
              />
            )}
          </>
        }
        selection={
          selected.length > 0 && props.bulk
            ? { count: selected.length, clear, actions: props.bulk(selected, clear) }
            : undefined
        }
      />
    </div>
  )
}
