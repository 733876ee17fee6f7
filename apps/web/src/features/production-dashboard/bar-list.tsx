import { ListLink } from '~/components/list-link.tsx'
import homeClasses from '~/features/home/home.module.css'
import type { Bar } from './bars.ts'

/** Bars under each other, each the link to what it counts. */
export function BarList({ bars, none }: { bars: readonly Bar[]; none: string }) {
  const most = Math.max(1, ...bars.map((bar) => bar.value))
  if (bars.every((bar) => bar.value === 0)) return <p className="fw-muted">{none}</p>
  return (
    <ul className={homeClasses.bars}>
      {bars.map((bar) => (
        <li key={bar.key} title={bar.title}>
          <ListLink path={bar.path} search={bar.search} className={homeClasses.bar}>
            <span>{bar.label}</span>
            <span className={homeClasses.track}>
              {bar.value > 0 ? (
                <span
                  className={homeClasses.fill}
                  data-color={bar.color}
                  style={{ width: `${(bar.value / most) * 100}%` }}
                />
              ) : null}
            </span>
            <span className={homeClasses.count}>{bar.shown}</span>
          </ListLink>
        </li>
      ))}
    </ul>
  )
}
