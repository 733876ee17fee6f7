import type { Task } from '@framewright/contracts/task/task.schema'
import { Button } from '@mantine/core'
import { IconPlayerPause } from '@tabler/icons-react'
import { taskTitle } from '../task-words.ts'
import classes from './bench.module.css'

interface Props {
  /** Null where it runs on another bench and this screen has not heard of it yet. */
  running: Task | null
  busy: boolean
  note: string | null
  onGo: () => void
  onBack: () => void
}

/** One works on one thing at a time: offers to pause what runs and start this. */
export function PauseFirst({ running, busy, note, onGo, onBack }: Props) {
  const what = running ? `“${taskTitle(running)}”` : 'the other task'
  return (
    <div className={classes.ask}>
      <h3>You are working on {what}.</h3>
      <div className={classes.buttons}>
        <Button
          className={classes.big}
          leftSection={<IconPlayerPause size={28} aria-hidden />}
          loading={busy}
          onClick={onGo}
        >
          Pause it and start this
        </Button>
        <Button className={classes.big} variant="default" onClick={onBack} disabled={busy}>
          Stay on it
        </Button>
      </div>
      {note === null ? null : <p role="status">{note}</p>}
    </div>
  )
}
