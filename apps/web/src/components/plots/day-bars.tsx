import { ListLink } from '~/components/list-link.tsx'
import { formatDay } from '~/lib/format.ts'
import colours from './colours.module.css'
import classes from './day-bars.module.css'
import { Legend, type PlotColour } from './legend.tsx'

/** A part of a column; the first of a column stands on top. */
interface Part {
  value: number
  color?: PlotColour
}

export interface PlottedDay {
  /** YYYY-MM-DD. */
  day: string
  /** Columns beside each other, each of parts on each other. */
  columns: readonly (readonly Part[])[]
  /** What there was, in words. */
  said: string
  /** The list behind the day. */
  path: string
  search: Record<string, unknown>
}

/** What is last is what one looks for. */
const toItsEnd = (element: HTMLElement | null) => {
  if (element) element.scrollLeft = element.scrollWidth
}

interface Props {
  /** Oldest first. */
  days: readonly PlottedDay[]
  /** All of it in a sentence. */
  caption?: string
  legend?: readonly { label: string; color?: PlotColour }[]
  /** What is a full column; the largest when not given. */
  most?: number
}

/**
 * Days as columns, each the link to that day's list. Plain markup: it is reached by keyboard, read by screen readers, and
 * costs no chart library.
 */
export function DayBars({ days, caption, legend, most }: Props) {
  const height = (parts: readonly Part[]) => parts.reduce((sum, part) => sum + part.value, 0)
  const full = most ?? Math.max(...days.flatMap((day) => day.columns.map(height)), 1)
  const first = days[0]
  const last = days.at(-1)
  if (!first || !last) return null
  return (
    <figure className={classes.figure}>
      {caption ? <figcaption className={classes.caption}>{caption}</figcaption> : null}
      <div className={classes.scroll} ref={toItsEnd}>
        <div style={{ minWidth: days.length * 25 }}>
          <ol className={classes.days}>
            {days.map(({ day, columns, said, path, search }) => (
              <li key={day}>
                <ListLink path={path} search={search} className={classes.day}>
                  {columns.map((parts, column) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a column is known by its place, which stays
                    <span key={column} className={classes.column} aria-hidden>
                      {parts.map((part, index) =>
                        part.value > 0 ? (
                          <span
                            // biome-ignore lint/suspicious/noArrayIndexKey: so is a part of it
                            key={index}
                            className={colours.fill}
                            data-color={part.color}
                            style={{ height: `max(1px, ${Math.min((part.value / full) * 100, 100)}%)` }}
                          />
                        ) : null,
                      )}
                    </span>
                  ))}
                  <span className={classes.tip}>
                    {formatDay(day)}: {said}
                  </span>
                </ListLink>
              </li>
            ))}
          </ol>
          <div className={classes.axis} aria-hidden>
            <span>{formatDay(first.day)}</span>
            <span>{formatDay(last.day)}</span>
          </div>
        </div>
      </div>
      {legend ? <Legend entries={legend} /> : null}
    </figure>
  )
}
