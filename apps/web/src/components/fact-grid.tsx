import type { ReactNode } from 'react'
import classes from './fact-grid.module.css'

export interface Fact {
  label: string
  value: ReactNode
  /** Takes two columns. */
  wide?: boolean
}

/** The facts of a document as label and value, in as many columns as fit. Facts without a value are left out. */
export function FactGrid({ facts }: { facts: readonly (Fact | null | false | undefined)[] }) {
  return (
    <dl className={classes.grid}>
      {facts.map((fact) =>
        fact ? (
          <div key={fact.label} className={classes.fact} data-wide={fact.wide || undefined}>
            <dt>{fact.label}</dt>
            <dd>{fact.value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}
