import type { TaskKind } from '@framewright/contracts/task/task.kind'
import { Button, SegmentedControl, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { errorBody } from '~/lib/errors.ts'
import { useSession } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { lookOf } from '~/state/state-table.ts'
import { FramePicker } from '../frame-picker.tsx'
import { PersonPicker } from '../person-picker.tsx'
import { PiecesStepper } from '../pieces-stepper.tsx'
import { serverNow } from '../server-clock.ts'
import { taskOrder, tradesOf } from '../task-words.ts'
import classes from './bench.module.css'
import notice from './notice.module.css'
import { readTimes, writtenNow } from './record-times.ts'
import { Shortage } from './shortage.tsx'

/** Work done without the clock running: what, how many, when from and to. Stock moves as of its end. */
export function RecordForm({ blocked, onDone }: { blocked: string | null; onDone: () => void }) {
  const { user, permissions } = useSession()
  const assigns = permissions.has('task.assign')
  const mine = tradesOf(permissions)
  const trades: TaskKind[] = assigns ? ['ASSEMBLY', 'GLAZING', 'INSTALLATION'] : mine
  const [kind, setKind] = useState<TaskKind>(mine[0] ?? 'ASSEMBLY')
  const [frameId, setFrameId] = useState<number | null>(null)
  const [workOrderId, setWorkOrderId] = useState<number | null>(null)
  const [userId, setUserId] = useState<number | null>(null)
  const [quantity, setQuantity] = useState('1')
  const [times, setTimes] = useState(() => {
    const { day, time } = writtenNow(new Date(serverNow()))
    return { day, start: '', end: time }
  })
  const [notes, setNotes] = useState('')
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [short, setShort] = useState<unknown>(null)
  const orders = trpc.workOrder.list.useQuery(
    { frameId: frameId ?? 0, status: ['PENDING', 'IN_PROGRESS'], sort: 'dueDate', limit: 50 },
    { enabled: frameId !== null && permissions.has('workOrder.read') },
  )
  const create = useDocumentAction(trpc.task.create, {
    entity: 'task',
    done: (task) => `Recorded: ${taskOrder(task)}`,
    onDone,
    setErrors: (found) => setErrors({ ...found, start: found.startTime ?? '', end: found.endTime ?? '' }),
    onError: (error) => {
      const isShort = errorBody(error).code === 'INSUFFICIENT_STOCK'
      if (isShort) setShort(error)
      return isShort
    },
  })

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const read = readTimes(times, serverNow())
    const found: Record<string, string> = 'errors' in read ? { ...read.errors } : {}
    if (frameId === null) found.frameId = 'Choose the frame'
    if (!/^[1-9]\d*$/.test(quantity)) found.quantity = 'At least one'
    setErrors(found)
    setShort(null)
    if (frameId === null || 'errors' in read || Object.keys(found).length > 0) return
    create.mutate({
      kind,
      frameId,
      quantity,
      notes: notes.trim(),
      userId: userId ?? user.id,
      ...(workOrderId === null ? {} : { workOrderId }),
      startTime: read.startTime,
      endTime: read.endTime,
    })
  }
  const time = (field: 'day' | 'start' | 'end', label: string, type: 'date' | 'time') => (
    <TextInput
      type={type}
      label={label}
      size="xl"
      value={times[field]}
      error={errors[field] || undefined}
      onChange={(event) => {
        // React has taken the event's target away by the time the state is updated.
        const { value } = event.currentTarget
        setTimes((old) => ({ ...old, [field]: value }))
      }}
    />
  )
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {short === null ? null : (
          <div className={notice.notice} role="alert" ref={intoView}>
            <Shortage error={short} when="recording" />
          </div>
        )}
        {trades.length > 1 ? (
          <SegmentedControl
            size="xl"
            fullWidth
            aria-label="Kind of work"
            value={kind}
            onChange={(value) => {
              setKind(value as TaskKind)
              setUserId(null)
            }}
            data={trades.map((one) => ({ value: one, label: lookOf('taskKind', one).word }))}
          />
        ) : (
          <strong>{lookOf('taskKind', kind).word}</strong>
        )}
        <FramePicker
          label="Frame"
          size="xl"
          required
          autoFocus
          value={frameId}
          error={errors.frameId}
          onChange={(id) => {
            setFrameId(id)
            setWorkOrderId(null)
          }}
        />
        {(orders.data?.items.length ?? 0) > 0 ? (
          <Select
            label="Work order (optional)"
            size="xl"
            clearable
            placeholder="None"
            value={workOrderId === null ? null : String(workOrderId)}
            onChange={(id) => setWorkOrderId(id === null ? null : Number(id))}
            data={(orders.data?.items ?? []).map((order) => ({ value: String(order.id), label: order.number }))}
          />
        ) : null}
        {assigns ? (
          <PersonPicker label="Who did it" size="xl" kind={kind} value={userId} onChange={setUserId} nobody="Me" />
        ) : null}
        <PiecesStepper label="How many" value={quantity} onChange={setQuantity} error={errors.quantity} />
        {time('day', 'Day', 'date')}
        <SimpleGrid cols={2}>
          {time('start', 'From', 'time')}
          {time('end', 'To', 'time')}
        </SimpleGrid>
        <Textarea
          label="Note (optional)"
          size="lg"
          maxLength={2000}
          value={notes}
          onChange={(event) => setNotes(event.currentTarget.value)}
        />
        <Button
          type="submit"
          className={classes.big}
          leftSection={<IconCheck size={28} aria-hidden />}
          loading={create.isPending}
          disabled={blocked !== null}
        >
          Record it
        </Button>
        {blocked === null ? null : <p role="status">{blocked}</p>}
      </Stack>
    </form>
  )
}

/** The form is longer than a phone: what went wrong comes into sight by itself. */
const intoView = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' })
