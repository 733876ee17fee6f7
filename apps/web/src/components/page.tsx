import type { ReactNode } from 'react'
import classes from './page.module.css'

/** A page that scrolls: a document, a form, the home screen. */
export function Page({ children, narrow }: { children: ReactNode; narrow?: boolean }) {
  return (
    <div className={classes.page} data-narrow={narrow || undefined}>
      {children}
    </div>
  )
}

/** A page that fills the window and whose list scrolls: header, filter bar, `DataTable`. */
export function ListPage({ children }: { children: ReactNode }) {
  return <div className={classes.listPage}>{children}</div>
}

/** Two columns that become one on a phone: the document beside what surrounds it. */
export function Columns({ main, side }: { main: ReactNode; side: ReactNode }) {
  return (
    <div className={classes.columns}>
      <div className={classes.stack}>{main}</div>
      <div className={classes.stack}>{side}</div>
    </div>
  )
}
