import type { Board, BoardMachine, BoardOrder } from '@framewright/contracts/machine/board.schema'
import { Link } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { StateBadge } from '~/components/state-badge.tsx'
import { serverNow } from '~/lib/server-clock.ts'
import {
  across,
  type BoardSpan,
  calendarOf,
  closedOf,
  lanesOf,
  leastOf,
  stretchOf,
  ticksOf,
  type Words,
} from './board.ts'
import { OrderBar } from './order-bar.tsx'
import classes from './schedule.module.css'
import type { Drag } from './use-drag.ts'
import type { Moves } from './use-moves.ts'

interface Props {
  board: Board
  span: BoardSpan
  words: Words
  drag: Drag
  moves: Moves
  onOpen: (order: BoardOrder) => void
}

/** The board itself. */
export function BoardGrid(props: Props) {
  const { board, span, words } = props
  const now = useNow()
  const ticks = useMemo(() => ticksOf(span), [span])
  const shown = now >= span.start && now < span.end
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide board scrolls sideways, also by keyboard
    <section className={classes.scroll} aria-label="Schedule board" tabIndex={0} data-board>
      <div className={classes.board} data-zoom={span.zoom}>
        <div className={classes.corner} data-names />
        <div className={classes.axis} aria-hidden>
          {ticks.map(({ at, day, hour }) => (
            <span
              key={at}
              className={classes.tick}
              data-day={hour === 0 || undefined}
              style={{ left: `${across(span, at)}%` }}
            >
              {hour === 0 && span.zoom !== 'day' ? words.day(day) : `${String(hour).padStart(2, '0')}:00`}
            </span>
          ))}
        </div>
        {board.machines.map((machine) => (
          <MachineRow key={machine.id} machine={machine} {...props} now={shown ? now : null} />
        ))}
      </div>
    </section>
  )
}

function MachineRow({
  machine,
  board,
  span,
  words,
  drag,
  moves,
  onOpen,
  now,
}: Props & { machine: BoardMachine; now: number | null }) {
  const closed = useMemo(() => closedOf(calendarOf(board, machine), span), [board, machine, span])
  const days = useMemo(() => ticksOf(span).filter(({ hour }) => hour === 0), [span])
  const bars = machine.orders.flatMap((order) => {
    const stretch = stretchOf(order)
    return stretch ? [{ ...stretch, id: order.id, order }] : []
  })
  const { lane, count } = lanesOf(bars, leastOf(span))
  const { moving } = drag
  const ghost = moving?.target?.machineId === machine.id ? moving : null
  return (
    <>
      <div className={classes.machine}>
        <Link
          to="/machines/$id"
          params={{ id: String(machine.id) }}
          className="fw-link fw-truncate"
          title={machine.name}
        >
          {machine.name}
        </Link>
        <StateBadge group="machine" state={machine.state} size="sm" />
      </div>
      <ul
        className={classes.track}
        data-machine={machine.active ? machine.id : undefined}
        data-target={ghost ? true : undefined}
        aria-label={`Orders on ${machine.name}`}
        style={{ height: count * 42 + 10 }}
      >
        {closed.map(({ start, end }) => (
          <li
            key={start}
            aria-hidden
            className={classes.closed}
            style={{ left: `${across(span, start)}%`, width: `${across(span, end) - across(span, start)}%` }}
          />
        ))}
        {days.map(({ at }) => (
          <li key={at} aria-hidden className={classes.midnight} style={{ left: `${across(span, at)}%` }} />
        ))}
        {now === null ? null : <li aria-hidden className={classes.now} style={{ left: `${across(span, now)}%` }} />}
        {bars.map(({ order, start, end }) => (
          <OrderBar
            key={order.id}
            order={order}
            stretch={{ start, end }}
            lane={lane.get(order.id) ?? 0}
            span={span}
            words={words}
            drag={drag}
            saving={moves.saving === order.id}
            onOpen={() => onOpen(order)}
          />
        ))}
        {ghost ? (
          <li
            aria-hidden
            className={classes.ghost}
            data-taken={ghost.taken.length > 0 || undefined}
            style={
              ghost.place
                ? {
                    left: `${across(span, ghost.place.start)}%`,
                    width: `${across(span, ghost.place.end) - across(span, ghost.place.start)}%`,
                  }
                : { left: `${across(span, ghost.target?.start ?? span.start)}%`, width: 8 }
            }
          >
            <span>
              {ghost.order.number} {ghost.place ? words.stretch(ghost.place) : 'no cycle time here'}
            </span>
          </li>
        ) : null}
      </ul>
    </>
  )
}

function useNow(): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
