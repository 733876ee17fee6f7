import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { randomId } from '~/lib/random-id.ts'
import { actions } from '~/state/action-table.ts'
import { taskTitle } from '../task-words.ts'
import classes from './bench.module.css'
import notice from './notice.module.css'
import { Shortage } from './shortage.tsx'
import type { useBenchActions } from './use-bench-actions.ts'

/** What became of the last press, where the worker has to know: not sent yet, or something missing. */
export function OutcomeNotice({ bench }: { bench: ReturnType<typeof useBenchActions> }) {
  const { outcome } = bench
  if (outcome === null || outcome.kind === 'otherRuns') return null
  const { attempt } = outcome
  return (
    <div className={notice.notice} role="alert">
      {outcome.kind === 'short' ? (
        <Shortage error={outcome.error} when="finishing" />
      ) : (
        <>
          <h3>
            Not sent yet: {actions.task[attempt.action].verb}, {taskTitle(attempt.task)}
          </h3>
          <p>The server does not answer. It is sent by itself as soon as it does, once only.</p>
        </>
      )}
      <div className={classes.buttons}>
        <Button
          className={classes.big}
          variant="default"
          leftSection={<IconRefresh size={24} aria-hidden />}
          onClick={() => bench.resend(outcome.kind === 'short' ? { ...attempt, key: randomId() } : attempt)}
        >
          {outcome.kind === 'short' ? 'Try to finish again' : 'Send now'}
        </Button>
        <Button className={classes.big} variant="subtle" color="dark" onClick={bench.forget}>
          {outcome.kind === 'short' ? 'Close' : 'Do not send'}
        </Button>
      </div>
    </div>
  )
}
