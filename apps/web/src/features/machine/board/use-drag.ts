import type { Board, BoardOrder } from '@framewright/contracts/machine/board.schema'
import type { Stretch } from '@framewright/contracts/machine/stretches'
import {
  type KeyboardEvent,
  type PointerEvent as ReactPointerEvent,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react'
import { type BoardSpan, placeOn, snapped, stretchOf, takenBy, zooms } from './board.ts'
import { scrollAtEdges } from './edge-scroll.ts'
import type { Target } from './use-moves.ts'

/** An order that is being moved. */
export interface Moving {
  order: BoardOrder
  /** Null over the tray: dropped there, it leaves the schedule. */
  target: Target
  /** Where it would lie; null where that is not known. */
  place: Stretch | null
  /** Numbers of what is in the way there. */
  taken: string[]
  by: 'pointer' | 'keyboard'
}

interface Grip {
  order: BoardOrder
  /** How far behind its start it was taken hold of. */
  offset: number
  /** Where it was taken hold of, and where it was before it had rested. */
  x: number
  y: number
  at: { x: number; y: number }
  pointerId: number
  /** A finger scrolls until it has rested: null once it has, and for what is taken hold of at once. */
  resting: ReturnType<typeof setTimeout> | null
  /** It has gone somewhere since. */
  moved: boolean
}

/** Pixels a pointer goes before it moves something rather than presses it. */
const threshold = 5
/** How long a finger rests on an order to lift it, and how far it may tremble. */
const restMs = 300
const tremble = 10

interface Options {
  board: Board | undefined
  span: BoardSpan
  onDrop: (order: BoardOrder, target: Target) => void
}

/** Moving bars with a pointer (mouse, pen, finger) and with the keyboard: arrows move, Enter commits, Escape gives up. */
export function useDrag({ board, span, onDrop }: Options) {
  const [moving, setMoving] = useState<Moving | null>(null)
  const grip = useRef<Grip | null>(null)
  // What a listener that was set up earlier reads.
  const now = useRef({ board, span, onDrop, moving })
  now.current = { board, span, onDrop, moving }
  /** A pointer that moved something is no press of what it was released on. */
  const dragged = useRef(false)

  const aim = useCallback((order: BoardOrder, target: Target, by: Moving['by']) => {
    const { board: shown } = now.current
    const machine = shown?.machines.find((one) => one.id === target?.machineId)
    const place = shown && machine && target ? placeOn(shown, machine, order, target.start) : null
    const taken = machine && place ? takenBy(machine, place, order.id).map(({ number }) => number) : []
    setMoving({ order, target, place, taken, by })
  }, [])

  useEffect(() => {
    function follow(event: PointerEvent): void {
      const held = grip.current
      if (held === null || event.pointerId !== held.pointerId) return
      const far = Math.hypot(event.clientX - held.x, event.clientY - held.y)
      if (held.resting !== null) {
        if (far > tremble) letGo()
        else held.at = { x: event.clientX, y: event.clientY }
        return
      }
      if (far <= threshold && !held.moved) return
      event.preventDefault()
      held.moved = true
      dragged.current = true
      edge.follow(event.clientX, event.clientY)
      aimAt(held, event.clientX, event.clientY)
    }
    function aimAt(held: Grip, x: number, y: number): void {
      const under = document.elementFromPoint(x, y)
      if (under?.closest('[data-tray]')) {
        aim(held.order, null, 'pointer')
        return
      }
      const track = under?.closest<HTMLElement>('[data-machine]')
      if (track == null) return
      const box = track.getBoundingClientRect()
      const { span: shown } = now.current
      const instant = shown.start + ((x - box.left) / box.width) * (shown.end - shown.start) - held.offset
      aim(held.order, { machineId: Number(track.dataset.machine), start: snapped(instant, shown.zoom) }, 'pointer')
    }
    const edge = scrollAtEdges((x, y) => {
      if (grip.current !== null) aimAt(grip.current, x, y)
    })
    function letGo(): void {
      if (grip.current?.resting) clearTimeout(grip.current.resting)
      grip.current = null
      edge.stop()
      setMoving(null)
    }
    function release(event: PointerEvent): void {
      const held = grip.current
      if (held === null || event.pointerId !== held.pointerId) return
      const { moving: last } = now.current
      letGo()
      if (last === null || !held.moved || event.type === 'pointercancel') return
      // What has no place and is put back among those has not moved.
      if (last.target === null && last.order.scheduledStart === null) return
      const over = document.elementFromPoint(event.clientX, event.clientY)
      if (over?.closest('[data-tray],[data-machine]')) now.current.onDrop(last.order, last.target)
    }
    function giveUp(event: globalThis.KeyboardEvent): void {
      if (event.key === 'Escape' && grip.current !== null) letGo()
    }
    /** What a finger has lifted goes with it: the page does not scroll meanwhile, and no menu opens. */
    function hold(event: Event): void {
      if (grip.current !== null && grip.current.resting === null && event.cancelable) event.preventDefault()
    }
    window.addEventListener('touchmove', hold, { passive: false })
    window.addEventListener('contextmenu', hold)
    window.addEventListener('pointermove', follow, { passive: false })
    window.addEventListener('pointerup', release)
    window.addEventListener('pointercancel', release)
    window.addEventListener('keydown', giveUp)
    return () => {
      letGo()
      window.removeEventListener('touchmove', hold)
      window.removeEventListener('contextmenu', hold)
      window.removeEventListener('pointermove', follow)
      window.removeEventListener('pointerup', release)
      window.removeEventListener('pointercancel', release)
      window.removeEventListener('keydown', giveUp)
    }
  }, [aim])

  /** Takes hold of an order; `track` where it lies on a machine. */
  function take(event: ReactPointerEvent<HTMLElement>, order: BoardOrder): void {
    dragged.current = false
    // A second finger takes nothing from the first.
    if (!order.maySchedule || event.button !== 0 || grip.current !== null) return
    // A finger's pointer stays with what it pressed, where moves are then not seen from.
    event.currentTarget.releasePointerCapture?.(event.pointerId)
    const track = event.currentTarget.closest<HTMLElement>('[data-machine]')
    const own = stretchOf(order)
    let offset = 0
    if (track !== null && own !== null) {
      const box = track.getBoundingClientRect()
      offset = span.start + ((event.clientX - box.left) / box.width) * (span.end - span.start) - own.start
    }
    // By its grip an order is taken at once; anywhere else a finger that goes on at once wants to scroll.
    const waits = event.pointerType === 'touch' && (event.target as Element).closest('[data-grip]') === null
    const resting = waits ? setTimeout(() => lift(order), restMs) : null
    const { clientX: x, clientY: y, pointerId } = event
    grip.current = { order, offset, x, y, at: { x, y }, pointerId, resting, moved: false }
  }

  /** The finger has rested: the order shows that it can be carried now. */
  function lift(order: BoardOrder): void {
    if (grip.current === null) return
    Object.assign(grip.current, { resting: null, ...grip.current.at })
    dragged.current = true
    navigator.vibrate?.(15)
    const own = stretchOf(order)
    const { machineId } = order
    aim(order, own !== null && machineId !== null ? { machineId, start: own.start } : null, 'pointer')
  }

  const machines = board?.machines.filter((one) => one.active) ?? []

  /** One press of a key on an order that has the focus. */
  function press(event: KeyboardEvent<HTMLElement>, order: BoardOrder): void {
    dragged.current = false
    if (!order.maySchedule || machines.length === 0) return
    const moves = moving?.by === 'keyboard' && moving.order.id === order.id ? moving : null
    if (event.key === 'Escape' && moves) {
      event.preventDefault()
      setMoving(null)
      return
    }
    if (event.key === 'Enter' && moves) {
      event.preventDefault()
      setMoving(null)
      onDrop(order, moves.target)
      return
    }
    const { stepMinutes, leapMinutes } = zooms[span.zoom]
    const step = (event.shiftKey ? leapMinutes : stepMinutes) * 60_000
    const along = { ArrowLeft: -step, ArrowRight: step }[event.key]
    const down = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (along === undefined && down === undefined) return
    event.preventDefault()
    const own = stretchOf(order)
    const from =
      moves?.target ??
      (own !== null && order.machineId !== null
        ? { machineId: order.machineId, start: own.start }
        : {
            machineId: machines[0]?.id ?? 0,
            start: snapped(Math.max(span.start, Date.parse(board?.now ?? '')), span.zoom),
          })
    // The first press on what waits in the tray puts it on the board, where the next ones move it.
    if (moves === null && own === null) {
      aim(order, from, 'keyboard')
      return
    }
    const row = machines.findIndex((one) => one.id === from.machineId)
    const next = machines[Math.min(machines.length - 1, Math.max(0, row + (down ?? 0)))]
    aim(order, { machineId: next?.id ?? from.machineId, start: from.start + (along ?? 0) }, 'keyboard')
  }

  return {
    moving,
    take,
    press,
    giveUp: () => setMoving((one) => (one?.by === 'keyboard' ? null : one)),
    /** Whether what is clicked was in truth dragged. */
    wasDragged: () => dragged.current,
  }
}
export type Drag = ReturnType<typeof useDrag>
