import classes from './colours.module.css'

/** Of the state table, or the accent where none is said. */
export type PlotColour = string | undefined

/** What the colours of a plot stand for; each value is said in words where it stands. */
export function Legend({ entries }: { entries: readonly { label: string; color?: PlotColour }[] }) {
  return (
    <div className={classes.legend} aria-hidden>
      {entries.map(({ label, color }) => (
        <span key={label}>
          <i className={classes.fill} data-color={color} /> {label}
        </span>
      ))}
    </div>
  )
}
