import type { Bench, Task } from '@framewright/contracts/task/task.schema'
import { Button, Skeleton, Stack, Title } from '@mantine/core'
import { IconClipboardCheck, IconScan } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import { EmptyState } from '~/components/empty-state.tsx'
import { signal } from '~/components/scanning/scan-signal.ts'
import { useKeyboardWedge } from '~/components/scanning/use-keyboard-wedge.ts'
import { WidgetError } from '~/components/widget-error.tsx'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { notifyError } from '~/lib/notify.ts'
import { usePageTitle } from '~/lib/page-title.ts'
import { useSession } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { useWakeLock } from '~/lib/use-wake-lock.ts'
import { Stopwatch } from '../elapsed.tsx'
import { noteServerTime } from '../server-clock.ts'
import { taskTitle } from '../task-words.ts'
import classes from './bench.module.css'
import { DoneToday } from './done-today.tsx'
import { findScanned } from './find-scanned.ts'
import { OutcomeNotice } from './outcome-notice.tsx'
import { taskWithPresses, useHand, usePresses, withPresses } from './queued-bench.ts'
import { TaskCard } from './task-card.tsx'
import { TaskControls } from './task-controls.tsx'
import { TaskRows } from './task-rows.tsx'
import { useBenchActions } from './use-bench-actions.ts'
import { useBlocked, useOfflineNote } from './use-blocked.ts'

const RecordDialog = lazyDialog(() => import('./record-dialog.tsx').then((part) => part.RecordDialog), {
  opened: false,
})
const ScanDialog = lazyDialog(() => import('./scan-dialog.tsx').then((part) => part.ScanDialog), { opened: false })

/** Tasks of a trade that nobody has taken reach nobody's live stream: the bench looks for them itself. */
const lookEveryMs = 20_000

/** The bench: one's current or next task on a huge card, then what comes after it. For a thumb in a glove. */
export function BenchPage({ shown }: { shown: number | undefined }) {
  usePageTitle('Bench')
  const navigate = useNavigate()
  const { user } = useSession()
  const blocked = useBlocked()
  const offline = useOfflineNote()
  const top = useRef<HTMLDivElement>(null)
  const [dialog, setDialog] = useState<'scan' | 'record' | null>(null)
  const query = trpc.task.bench.useQuery(undefined, { refetchInterval: lookEveryMs })
  // Hands in gloves do not wake a screen.
  useWakeLock(query.data?.current != null)
  const presses = usePresses()
  const hand = useHand()
  const data = useMemo(() => query.data && withPresses(query.data, presses, hand), [query.data, presses, hand])
  const task = useShownTask(data, shown, (one) => taskWithPresses(one, presses, hand))
  const bench = useBenchActions(({ action }) => {
    if (action === 'complete') show(undefined)
  })
  const show = (id: number | undefined) => void navigate({ to: '/bench', search: id === undefined ? {} : { task: id } })

  const seen = query.data?.current ?? query.data?.mine[0] ?? query.data?.open[0]
  useEffect(() => {
    if (seen) noteServerTime(seen.asOf, query.dataUpdatedAt)
  }, [seen, query.dataUpdatedAt])
  // A row further down brings its task up to the card, and the card into sight.
  useEffect(() => {
    if (shown !== undefined) top.current?.scrollIntoView({ block: 'start' })
  }, [shown])

  const open = async (code: string): Promise<string | null> => {
    const found = await findScanned(code, user.id)
    signal('sentence' in found ? 'wrong' : 'right')
    if ('sentence' in found) return found.sentence
    show(found.task.id)
    return null
  }
  useKeyboardWedge((code) => void open(code).then((sentence) => sentence && notifyError(sentence)))

  if (!data) {
    return (
      <div className={classes.bench}>
        {query.error ? <WidgetError error={query.error} retry={() => void query.refetch()} /> : <BenchSkeleton />}
      </div>
    )
  }
  const { current } = data
  const elsewhere = current && current.id !== task?.id ? current : null
  return (
    <div className={classes.bench} ref={top}>
      <div className={classes.top}>
        <Title order={1} size="h2">
          Bench
        </Title>
        <Button
          h={56}
          size="md"
          variant="default"
          leftSection={<IconScan size={24} aria-hidden />}
          onClick={() => setDialog('scan')}
        >
          Scan
        </Button>
        <Button
          h={56}
          size="md"
          variant="default"
          leftSection={<IconClipboardCheck size={24} aria-hidden />}
          onClick={() => setDialog('record')}
        >
          Record work
        </Button>
      </div>
      {elsewhere ? (
        <Link to="/bench" search={{ task: elsewhere.id }} className={classes.running}>
          <strong>You are working on: {taskTitle(elsewhere)}</strong>
          <Stopwatch task={elsewhere} />
        </Link>
      ) : null}
      <OutcomeNotice bench={bench} />
      {task ? (
        <TaskCard task={task}>
          <TaskControls task={task} running={elsewhere} bench={bench} note={offline} />
        </TaskCard>
      ) : (
        <EmptyState
          title="Nothing to do right now"
          hint="Tasks given to you, and those open to your trade, come up here by themselves. Scan a job card to open its task."
        />
      )}
      <TaskRows title="Next for me" tasks={others(data.mine, task)} />
      <TaskRows title="Open to take" tasks={others(data.open, task)} />
      <DoneToday count={data.doneToday} />
      <ScanDialog opened={dialog === 'scan'} onCode={open} onClose={() => setDialog(null)} />
      <RecordDialog opened={dialog === 'record'} blocked={blocked} onClose={() => setDialog(null)} />
    </div>
  )
}

/** The task the link names, from the bench or, when it is none of these, by itself; else the current or the next. */
function useShownTask(
  bench: Bench | undefined,
  shown: number | undefined,
  pressed: (task: Task) => Task,
): Task | undefined {
  const all = bench ? [bench.current, ...bench.mine, ...bench.open].filter((one) => one !== null) : []
  const known = all.find((one) => one.id === shown)
  const missing = bench !== undefined && shown !== undefined && known === undefined
  const other = trpc.task.get.useQuery({ id: shown ?? 0 }, { enabled: missing })
  if (missing && other.data) return pressed(other.data)
  return known ?? bench?.current ?? bench?.mine[0] ?? bench?.open[0]
}

/** All but the one on the card. */
const others = (tasks: readonly Task[], task: Task | undefined): Task[] => tasks.filter((one) => one.id !== task?.id)

function BenchSkeleton() {
  return (
    <Stack role="status" aria-label="Loading">
      <Skeleton height={420} radius={12} />
      <Skeleton height={80} radius={10} />
      <Skeleton height={80} radius={10} />
    </Stack>
  )
}
