import { Button } from '@mantine/core'
import { IconRefresh, IconTrash } from '@tabler/icons-react'
import { errorSentence } from '~/lib/errors.ts'
import type { QueuedAction } from '~/lib/offline/action.ts'
import { queue } from '~/lib/offline/offline.ts'
import { queueState } from '~/lib/offline/queue-state.ts'
import { useStore } from '~/lib/store.ts'
import classes from './bench.module.css'
import notice from './notice.module.css'
import { pressOf } from './queued-bench.ts'
import { Shortage } from './shortage.tsx'
import type { useBenchActions } from './use-bench-actions.ts'

/** What became of presses, where the worker has to know: something missing, or one kept offline that the server refused. */
export function OutcomeNotice({ bench }: { bench: ReturnType<typeof useBenchActions> }) {
  const { outcome } = bench
  const refused = useStore(queueState).actions.filter((action) => action.refused !== null && pressOf(action))
  return (
    <>
      {refused.map((action) => (
        <Refused key={action.key} action={action} />
      ))}
      {outcome?.kind === 'short' ? (
        <div className={notice.notice} role="alert">
          <Shortage error={outcome.error} when="finishing" />
          <div className={classes.buttons}>
            <Button
              className={classes.big}
              variant="default"
              leftSection={<IconRefresh size={24} aria-hidden />}
              onClick={() => bench.resend(outcome.attempt)}
            >
              Try to finish again
            </Button>
            <Button className={classes.big} variant="subtle" color="dark" onClick={bench.forget}>
              Close
            </Button>
          </div>
        </div>
      ) : null}
    </>
  )
}

/** One that was sent late and refused: it stays until its author has decided. */
function Refused({ action }: { action: QueuedAction }) {
  return (
    <div className={notice.notice} role="alert">
      <h3>Not done: {action.label}</h3>
      <p>{errorSentence(action.refused?.error)}</p>
      <div className={classes.buttons}>
        <Button
          className={classes.big}
          variant="default"
          leftSection={<IconRefresh size={24} aria-hidden />}
          onClick={() => void queue().then((it) => it.again(action))}
        >
          Try again
        </Button>
        <Button
          className={classes.big}
          variant="subtle"
          color="dark"
          leftSection={<IconTrash size={24} aria-hidden />}
          onClick={() => void queue().then((it) => it.discard(action))}
        >
          Discard
        </Button>
      </div>
    </div>
  )
}
