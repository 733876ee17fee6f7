import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { ariaSort, type Column, nextSort } from './column.ts'
import classes from './data-table.module.css'

interface Props<T> {
  columns: readonly Column<T>[]
  sort: string | undefined
  onSort: ((sort: string | undefined) => void) | undefined
  select: ReactNode
}

const icons = { ascending: IconArrowUp, descending: IconArrowDown, none: IconArrowsSort } as const

/** The sticky head. A head that sorts is a button and says so to screen readers. */
export function TableHead<T>({ columns, sort, onSort, select }: Props<T>) {
  return (
    <thead>
      <tr>
        {select ? <th className={classes.select}>{select}</th> : null}
        {columns.map((column) => {
          const { sort: key } = column
          const direction = key === undefined ? undefined : ariaSort(sort, key)
          const Icon = icons[direction ?? 'none']
          return (
            <th key={column.id} scope="col" data-align={column.align} aria-sort={direction}>
              {key !== undefined && onSort ? (
                <button type="button" className={classes.sort} onClick={() => onSort(nextSort(sort, key))}>
                  <span className="fw-truncate">{column.header}</span>
                  <Icon size={13} aria-hidden data-idle={direction === 'none' || undefined} />
                </button>
              ) : (
                column.header || <span className={classes.hidden}>Drawing</span>
              )}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}
