import type { FulfilmentStage } from '@framewright/contracts/fulfilment/fulfilment.lifecycle'
import type { WarehouseTask, Worker } from '@framewright/contracts/fulfilment/fulfilment.schema'
import { Button, Skeleton } from '@mantine/core'
import { IconListDetails } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { DayText } from '~/components/text.tsx'
import { WidgetError } from '~/components/widget-error.tsx'
import { trpc } from '~/lib/trpc.ts'
import { readAheadOf } from './known-here.ts'
import classes from './scan.module.css'
import type { Floor } from './use-floor.ts'
import { stageWords } from './words.ts'

/** What waits, the most urgent first: scan one of them, or touch it. */
export function TaskStep({ floor, person }: { floor: Floor; person: Worker }) {
  const [chosen, setStage] = useState<FulfilmentStage | null>(null)
  const stage = chosen ?? person.stages[0]
  const tasks = trpc.fulfilment.tasks.useQuery(
    { limit: 50, ...(stage ? { stage } : {}) },
    { enabled: stage !== undefined },
  )
  const waiting = tasks.data?.items
  useEffect(() => {
    if (waiting && !tasks.isError) readAheadOf(waiting)
  }, [waiting, tasks.isError])
  if (stage === undefined) return <p className={classes.ask}>There is nothing here you may do. Ask the office.</p>
  return (
    <section className={classes.tasks} aria-label="What waits">
      <p className={classes.ask}>Scan a document</p>
      <fieldset className={classes.stages} aria-label="Stage">
        {person.stages.map((one) => (
          <Button
            key={one}
            className={classes.big}
            variant={one === stage ? 'filled' : 'default'}
            aria-pressed={one === stage}
            onClick={() => setStage(one)}
          >
            {stageWords[one].waiting}
          </Button>
        ))}
        {person.stages.includes('PICKING') ? (
          <Button
            className={classes.big}
            variant="default"
            component={Link}
            to="/warehouse/pick-list"
            leftSection={<IconListDetails size={24} aria-hidden />}
          >
            Pick list
          </Button>
        ) : null}
      </fieldset>
      {tasks.isError && !tasks.data ? <WidgetError error={tasks.error} retry={() => void tasks.refetch()} /> : null}
      {tasks.isPending ? <Skeleton height={72} /> : null}
      <ul className={classes.rows}>
        {person.open.map((one) => (
          <li key={`${one.fulfilmentId}-${one.stage}`}>
            <button type="button" className={classes.row} data-mine onClick={() => floor.take(one.number)}>
              <span className={classes.rowTitle}>{one.number}</span>
              <span className={classes.rowFacts}>You are {stageWords[one.stage].doing} this</span>
            </button>
          </li>
        ))}
      </ul>
      {tasks.data?.items.length === 0 ? <p className={classes.quiet}>Nothing waits here.</p> : null}
      <ul className={classes.rows}>
        {tasks.data?.items
          .filter((task) => !person.open.some((one) => one.fulfilmentId === task.fulfilmentId))
          .map((task) => (
            <TaskRow key={`${task.fulfilmentId}-${task.stage}`} task={task} onTake={() => floor.take(task.number)} />
          ))}
      </ul>
    </section>
  )
}

function TaskRow({ task, onTake }: { task: WarehouseTask; onTake: () => void }) {
  return (
    <li>
      <button type="button" className={classes.row} onClick={onTake}>
        <span className={classes.rowTitle}>{task.number}</span>
        <span className={classes.rowFacts}>
          {task.customer} · {task.lines === 1 ? '1 line' : `${task.lines} lines`}
          {task.startedAt === null ? '' : ' · under way'}
        </span>
        {task.dueDate === null ? null : <DayText value={task.dueDate} />}
      </button>
    </li>
  )
}
