import { Checkbox } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Row } from '@tanstack/react-table'
import type { MouseEvent } from 'react'
import type { Column, Features } from './column.ts'
import classes from './data-table.module.css'
import type { RowFocus } from './use-row-focus.ts'

interface Props<T extends { id: number }> {
  row: Row<Features, T>
  index: number
  height: number
  selected: boolean
  columns: readonly Column<T>[]
  selectable: boolean
  focus: RowFocus
  open: (row: T) => void
  href: ((row: T) => string) | undefined
  onHover: ((row: T) => void) | undefined
}

/** A row: click and Enter open it, Space selects it; its title is a link, so that a middle click works too. */
export function TableRow<T extends { id: number }>(props: Props<T>) {
  const { row, index, columns, selectable, focus } = props
  const document = row.original
  const click = (event: MouseEvent) => {
    const target = event.target as HTMLElement
    // What can be clicked inside a row keeps its own meaning, and marking text is no click.
    if (target.closest('a,button,input,label') || window.getSelection()?.toString()) return
    props.open(document)
  }
  return (
    <tr
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={selectable ? props.selected : undefined}
      tabIndex={focus.active === index ? 0 : -1}
      style={{ height: props.height }}
      className={classes.row}
      onClick={click}
      onFocus={() => focus.setActive(index)}
      onPointerEnter={props.onHover ? () => props.onHover?.(document) : undefined}
    >
      {selectable ? (
        <td className={classes.select}>
          <Checkbox
            size="xs"
            tabIndex={-1}
            aria-label="Select row"
            checked={props.selected}
            onChange={() => undefined}
            onClick={row.getToggleSelectedHandler()}
          />
        </td>
      ) : null}
      {columns.map((column) => (
        <td key={column.id} data-align={column.align}>
          {column.card === 'title' && props.href ? (
            <Link to={props.href(document)} className="fw-plain-link" tabIndex={-1}>
              {column.cell(document)}
            </Link>
          ) : (
            column.cell(document)
          )}
        </td>
      ))}
    </tr>
  )
}
