import type { ReactNode } from 'react'
import { placed, type TreeRow } from './tree.ts'
import classes from './tree-list.module.css'

interface Props<T extends TreeRow> {
  /** What it lists, for screen readers: "Categories". */
  label: string
  rows: readonly T[]
  name: (row: T) => ReactNode
  /** Between the name and the buttons: a count, a badge. */
  facts?: (row: T) => ReactNode
  actions?: (row: T) => ReactNode
}

/** A small tree, all of it open: indented rows with what one can do to each. */
export function TreeList<T extends TreeRow>({ label, rows, name, facts, actions }: Props<T>) {
  return (
    <ul className={classes.tree} aria-label={label}>
      {placed(rows).map(({ row, depth }) => (
        <li key={row.id} className={classes.row} style={{ paddingInlineStart: 8 + depth * 24 }} data-depth={depth}>
          <span className={classes.name}>{name(row)}</span>
          <span className={classes.facts}>{facts?.(row)}</span>
          <span className={classes.actions}>{actions?.(row)}</span>
        </li>
      ))}
    </ul>
  )
}
