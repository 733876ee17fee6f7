import { Button } from '@mantine/core'
import { useState } from 'react'
import { WidgetError } from '~/components/widget-error.tsx'
import { plural } from '~/lib/format.ts'
import { useSession } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import classes from './bench.module.css'
import { TaskRows } from './task-rows.tsx'

/** What one has finished today: the figure, and the tasks when asked for. The shop's day decides, so the server counts. */
export function DoneToday({ count }: { count: number }) {
  const { user } = useSession()
  const [open, setOpen] = useState(false)
  const query = trpc.task.list.useQuery(
    { userId: user.id, status: ['COMPLETED'], sort: '-endTime', limit: Math.min(Math.max(count, 1), 200) },
    { enabled: open && count > 0 },
  )
  if (count === 0) return null
  return (
    <section className={classes.section} aria-label="Done today">
      <Button h={56} size="md" variant="subtle" onClick={() => setOpen((was) => !was)} aria-expanded={open}>
        {plural(count, 'task')} done today
      </Button>
      {open && query.error ? <WidgetError error={query.error} retry={() => void query.refetch()} /> : null}
      {open && query.data ? <TaskRows title="Done today" tasks={query.data.items} none="" /> : null}
    </section>
  )
}
