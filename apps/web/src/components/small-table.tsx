import { Link } from '@tanstack/react-router'
import type { Column } from './data-table/column.ts'
import classes from './small-table.module.css'

interface Props<T extends { id: number | string }> {
  /** What it lists, for screen readers: "Orders from this supplier". */
  label: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  /** A row's page, linked from its title column. */
  href?: (row: T) => string | null
}

/**
 * A few rows inside a document's page, with the columns of a list but without its paging, sorting and selection. On a
 * phone a row is its title with labelled facts below.
 */
export function SmallTable<T extends { id: number | string }>({ label, columns, rows, href }: Props<T>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls sideways, also by keyboard
    <section className={classes.scroll} tabIndex={0} aria-label={label}>
      <table className={classes.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" data-align={column.align}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {columns.map((column) => {
                const page = column.card === 'title' ? href?.(row) : null
                return (
                  <td
                    key={column.id}
                    data-align={column.align}
                    data-label={column.header || undefined}
                    data-title={column.card === 'title' || undefined}
                  >
                    {page ? (
                      <Link to={page} className="fw-link">
                        {column.cell(row)}
                      </Link>
                    ) : (
                      column.cell(row)
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
