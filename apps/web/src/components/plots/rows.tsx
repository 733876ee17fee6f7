import { IconCircleCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import classes from './rows.module.css'

interface Row {
  key: string | number
  /** The page it leads to. */
  to: string
  title: string
  detail?: string | undefined
  /** At the end of the line: a day, a state, a number. */
  end?: ReactNode
}

/** A few documents in one line each, each the link to its page. */
export function Rows({ rows }: { rows: readonly Row[] }) {
  return (
    <ul className={classes.rows}>
      {rows.map(({ key, to, title, detail, end }) => (
        <li key={key}>
          <Link to={to} className={classes.row}>
            <span className="fw-truncate">
              <strong>{title}</strong> {detail ? <span className="fw-muted">{detail}</span> : null}
            </span>
            {end === undefined || end === null ? null : <span className={classes.end}>{end}</span>}
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** That nothing is wrong, where something might be. */
export function AllWell({ children }: { children: ReactNode }) {
  return (
    <div className={classes.head}>
      <IconCircleCheck size={18} color="var(--mantine-color-green-7)" aria-hidden /> {children}
    </div>
  )
}
