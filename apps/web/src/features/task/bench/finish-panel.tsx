import type { Task } from '@framewright/contracts/task/task.schema'
import { Button, Textarea } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { formatQuantity } from '~/lib/format.ts'
import classes from './bench.module.css'
import { FinishPart, type Part, partDone } from './finish-part.tsx'

interface Props {
  task: Task
  busy: boolean
  offline: string | null
  onFinish: (done: Finished) => void
  onBack: () => void
}

/** What was done, where it is not all of it and all good. */
export interface Finished {
  notes?: string
  quantity?: string
  scrap?: string
  reason?: string
}

/** A second press within this time is the same press made twice. */
const settleMs = 700

/** Finishing takes a second, deliberate press, in another place than the first; a note may be left with it. */
export function FinishPanel({ task, busy, offline, onFinish, onBack }: Props) {
  const [note, setNote] = useState('')
  const [part, setPart] = useState<Part | null>(null)
  const [settled, setSettled] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus()
    const timer = setTimeout(() => setSettled(true), settleMs)
    return () => clearTimeout(timer)
  }, [])
  // What the planner wrote stays: finishing replaces the notes.
  const notes = note.trim() === '' ? undefined : [task.notes, note.trim()].filter(Boolean).join('\n')
  const done = part === null ? {} : partDone(part)
  const all = task.quantity === '1' ? 'Is it done?' : `Are all ${formatQuantity(task.quantity)} done?`
  return (
    <div className={classes.ask}>
      <h3 ref={heading} tabIndex={-1}>
        {part === null ? all : 'How many are done?'}
      </h3>
      {part === null ? null : <FinishPart task={task} part={part} onChange={setPart} />}
      <div className={classes.pair}>
        <Button className={classes.big} variant="default" onClick={onBack} disabled={busy}>
          Not yet
        </Button>
        <Button
          className={classes.big}
          color="var(--fw-done)"
          leftSection={<IconCheck size={28} aria-hidden />}
          loading={busy}
          disabled={!settled || done === null}
          onClick={() => done && onFinish({ ...done, ...(notes === undefined ? {} : { notes }) })}
        >
          {part === null ? 'Yes, done' : 'Finish these'}
        </Button>
      </div>
      {part === null ? (
        <Button
          className={classes.big}
          variant="subtle"
          onClick={() => setPart({ good: task.quantity, lost: '0', reason: '' })}
          disabled={busy}
        >
          Not all, or some were lost
        </Button>
      ) : null}
      <Textarea
        label="Note (optional)"
        placeholder="Anything the next person should know"
        size="lg"
        maxLength={Math.max(0, 1990 - task.notes.length)}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {offline === null ? null : <p role="status">{offline}</p>}
    </div>
  )
}
