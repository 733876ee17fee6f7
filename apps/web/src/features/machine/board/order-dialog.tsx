import type { Board, BoardOrder } from '@framewright/contracts/machine/board.schema'
import { zonedDay, zonedInstant } from '@framewright/contracts/machine/zone'
import { Button, Group, Modal, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { FactGrid } from '~/components/fact-grid.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { DayText } from '~/components/text.tsx'
import { formatDuration, formatQuantity } from '~/lib/format.ts'
import { serverNow } from '~/lib/server-clock.ts'
import { trpc } from '~/lib/trpc.ts'
import { stretchOf, type Words } from './board.ts'
import { troubles } from './order-bar.tsx'
import classes from './schedule.module.css'
import type { Moves, Target } from './use-moves.ts'

interface Props {
  order: BoardOrder
  board: Board
  words: Words
  moves: Moves
  onClose: () => void
}

/** One order of the board: what it is, where it lies, and the ways to put it elsewhere that need no dragging. */
export function OrderDialog({ order, board, words, moves, onClose }: Props) {
  const stretch = stretchOf(order)
  const machine = board.machines.find(({ id }) => id === order.machineId)
  const put = async (target: Target) => {
    if (await moves.move(order, target)) onClose()
  }
  const wrong = troubles(order)
  return (
    <Modal opened onClose={onClose} title={order.number} size="lg" styles={{ title: { fontWeight: 600 } }}>
      <Stack gap="md">
        <FactGrid
          facts={[
            { label: 'Makes', value: `${formatQuantity(order.left)} × ${order.item.name}` },
            { label: 'State', value: <StateBadge group="productionOrder" state={order.status} size="sm" /> },
            { label: 'Due', value: <DayText value={order.dueDate} late={order.late} /> },
            {
              label: 'Scheduled',
              value: stretch ? `${machine?.name ?? ''}, ${words.stretch(stretch)}` : 'Not yet',
            },
            order.scheduledSeconds !== null && {
              label: 'Machine time',
              value: formatDuration(order.scheduledSeconds),
            },
            wrong.length > 0 && { label: 'Mind', value: <span className="fw-late">{wrong.join(', ')}</span> },
          ]}
        />
        {order.maySchedule ? (
          <>
            <Suggestions order={order} words={words} onPut={put} busy={moves.saving !== null} />
            <ByHand order={order} board={board} onPut={put} busy={moves.saving !== null} />
          </>
        ) : null}
        <Group justify="space-between">
          <Link to="/production-orders/$id" params={{ id: String(order.id) }} className="fw-link">
            Open {order.number}
          </Link>
          {order.maySchedule && stretch ? (
            <Button variant="default" onClick={() => void put(null)} loading={moves.saving === order.id}>
              Take it off the schedule
            </Button>
          ) : null}
        </Group>
      </Stack>
    </Modal>
  )
}

interface Choosing {
  order: BoardOrder
  busy: boolean
  onPut: (target: Target) => Promise<void>
}

/** The first free place on each machine. */
function Suggestions({ order, words, busy, onPut }: Choosing & { words: Words }) {
  const query = trpc.productionOrder.suggest.useQuery({ id: order.id })
  return (
    <section aria-label="First free places">
      <Title order={3} size="sm" mb={6}>
        First free places
      </Title>
      <QueryBlock query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              No machine has a cycle time for it and room within three years.
            </Text>
          ) : (
            <ul className={classes.slots}>
              {items.slice(0, 5).map(({ machine, start, end, late }) => (
                <li key={machine.id}>
                  <span>
                    <strong>{machine.name}</strong> {words.stretch({ start: Date.parse(start), end: Date.parse(end) })}
                    {late ? <span className="fw-late"> late</span> : null}
                  </span>
                  <Button
                    size="xs"
                    variant="light"
                    disabled={busy}
                    aria-label={`Put it there: ${machine.name}, ${words.stretch({ start: Date.parse(start), end: Date.parse(end) })}`}
                    onClick={() => void onPut({ machineId: machine.id, start: Date.parse(start) })}
                  >
                    Put it there
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </QueryBlock>
    </section>
  )
}

/** A machine and a time, typed. */
function ByHand({ order, board, busy, onPut }: Choosing & { board: Board }) {
  const start = order.scheduledStart === null ? serverNow() : Date.parse(order.scheduledStart)
  const [machineId, setMachine] = useState(String(order.machineId ?? board.machines[0]?.id ?? ''))
  const [day, setDay] = useState(zonedDay(start, board.timeZone))
  const [time, setTime] = useState(() => {
    const minutes = Math.floor((start - zonedInstant(zonedDay(start, board.timeZone), 0, board.timeZone)) / 60_000)
    return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  })
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const ready = machineId !== '' && /^\d{4}-\d{2}-\d{2}$/.test(day) && /^\d{2}:\d{2}$/.test(time)
  return (
    <section aria-label="Another place">
      <Title order={3} size="sm" mb={6}>
        Another place
      </Title>
      <div className={classes.byHand}>
        <Select
          label="Machine"
          allowDeselect={false}
          data={board.machines.filter((one) => one.active).map(({ id, name }) => ({ value: String(id), label: name }))}
          value={machineId}
          onChange={(value) => setMachine(value ?? '')}
        />
        <TextInput label="Day" type="date" value={day} onChange={(event) => setDay(event.currentTarget.value)} />
        <TextInput label="From" type="time" value={time} onChange={(event) => setTime(event.currentTarget.value)} />
        <Button
          variant="default"
          disabled={!ready || busy}
          onClick={() =>
            void onPut({ machineId: Number(machineId), start: zonedInstant(day, hours * 60 + minutes, board.timeZone) })
          }
        >
          Put it there
        </Button>
      </div>
    </section>
  )
}
