import type { ReactNode } from 'react'
import classes from './form-bar.module.css'

/** The end of a long form, always in reach: what it comes to on the left, its buttons on the right. */
export function FormBar({ children, plain = false }: { children: ReactNode; plain?: boolean }) {
  return (
    <div className={classes.bar} data-plain={plain || undefined}>
      {children}
    </div>
  )
}
