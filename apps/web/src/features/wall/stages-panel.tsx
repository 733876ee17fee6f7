import { QueryBlock } from '~/components/query-block.tsx'
import { formatCount, formatPieces, plural } from '~/lib/format.ts'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { lookOf } from '~/state/state-table.ts'
import { often } from './often.ts'
import classes from './wall.module.css'

const open = ['IN_PROGRESS', 'PAUSED', 'PENDING'] as const

/** Each stage with the pieces that lie before it, and its tasks by state. */
export function StagesPanel() {
  const production = trpc.statistics.production.useQuery({ days: 7 }, often)
  const seesTasks = useMay('statistics.read')
  const tasks = trpc.statistics.tasks.useQuery(undefined, { ...often, enabled: seesTasks })
  return (
    <section className={classes.panel} aria-label="Stages">
      <h2 className={classes.panelTitle}>Stages</h2>
      <QueryBlock query={tasks}>
        {({ byKind }) => (
          <ul className={classes.stages}>
            {Object.entries(byKind).map(([kind, counts]) => {
              const wip = production.data?.wip.find(({ stage }) => stage === kind)
              const total = open.reduce((sum, state) => sum + counts[state], 0)
              return (
                <li key={kind} className={classes.stage}>
                  <span className={classes.stageName}>{lookOf('taskKind', kind).word}</span>
                  <strong className={classes.big}>{formatCount(total)}</strong>
                  <span className={classes.track} aria-hidden>
                    {open.map((state) =>
                      counts[state] > 0 ? (
                        <span
                          key={state}
                          data-color={lookOf('task', state).color}
                          style={{ flexGrow: counts[state] }}
                        />
                      ) : null,
                    )}
                  </span>
                  <span className={classes.note}>
                    {open
                      .filter((state) => counts[state] > 0)
                      .map((state) => `${formatCount(counts[state])} ${lookOf('task', state).word.toLowerCase()}`)
                      .join(' · ') || 'Nothing waits'}
                  </span>
                  {wip && Number(wip.quantity) > 0 ? (
                    <span className={classes.note}>
                      {formatPieces(wip.quantity)} of {plural(wip.orders, 'production order')}
                    </span>
                  ) : null}
                </li>
              )
            })}
          </ul>
        )}
      </QueryBlock>
    </section>
  )
}
