import type { Board, BoardInput, BoardOrder } from '@framewright/contracts/machine/board.schema'
import { useState } from 'react'
import { confirm } from '~/lib/confirm.ts'
import { errorBody, errorSentence } from '~/lib/errors.ts'
import { invalidateDocument } from '~/lib/invalidate.ts'
import { notifyDone, notifyError } from '~/lib/notify.ts'
import { trpc, utils } from '~/lib/trpc.ts'
import { lengthOn, placeOn, stretchOf, type Words } from './board.ts'

/** Where an order is to go; null: off the schedule. */
export type Target = { machineId: number; start: number } | null

/** Where it lay before, so that a move can be undone. */
interface Undo {
  order: Pick<BoardOrder, 'id' | 'number'>
  to: { machineId: number; start: string; seconds: number } | null
}

/** Moving orders: shown at once, asked about where something is in the way, put back where it is refused, and undone. */
export function useMoves(board: Board | undefined, input: BoardInput, words: Words) {
  const [undos, setUndos] = useState<readonly Undo[]>([])
  const [saving, setSaving] = useState<number | null>(null)
  const schedule = trpc.productionOrder.schedule.useMutation()
  const unschedule = trpc.productionOrder.unschedule.useMutation()

  async function save(order: BoardOrder, target: Target, seconds?: number, allowConflict = false): Promise<boolean> {
    const { id, version } = order
    try {
      if (target === null) await unschedule.mutateAsync({ id, version })
      else {
        const start = new Date(target.start).toISOString()
        const length = seconds === undefined ? {} : { seconds }
        await schedule.mutateAsync({ id, machineId: target.machineId, start, version, allowConflict, ...length })
      }
      return true
    } catch (error) {
      const { code, details, message } = errorBody(error)
      const occupied = code === 'CONFLICT' && details.rule === 'machine.occupied'
      if (occupied && !allowConflict) {
        const yes = await confirm({
          title: 'Something lies there already',
          message: `${message} Both can lie there, marked as a conflict, until one of them is moved.`,
          verb: 'Put it there all the same',
          danger: true,
        })
        return yes ? save(order, target, seconds, true) : false
      }
      notifyError(errorSentence(error))
      return false
    }
  }

  /** Shows a move before the server has answered. */
  function show(order: BoardOrder, target: Target): void {
    if (board === undefined) return
    const machine = board.machines.find((one) => one.id === target?.machineId)
    const place = machine && target ? placeOn(board, machine, order, target.start) : null
    utils.machine.board.setData(input, (old) => {
      if (old === undefined) return old
      const machines = old.machines.map((one) => {
        const others = one.orders.filter((other) => other.id !== order.id)
        if (one.id !== machine?.id || place === null) return { ...one, orders: others }
        const moved = {
          ...order,
          machineId: one.id,
          scheduledStart: new Date(place.start).toISOString(),
          scheduledEnd: new Date(place.end).toISOString(),
          outdated: false,
        }
        return { ...one, orders: [...others, moved] }
      })
      return { ...old, machines }
    })
  }

  async function move(order: BoardOrder, target: Target): Promise<boolean> {
    // Its next version is not known yet; others can be moved meanwhile.
    if (saving === order.id || board === undefined) return false
    const machine = board.machines.find((one) => one.id === target?.machineId)
    const length = machine && lengthOn(machine, order)
    if (target !== null && (machine === undefined || length == null)) {
      notifyError(
        `How long ${machine?.name ?? 'this machine'} takes for one ${order.item.name} is not known. Give the machine a cycle time first.`,
      )
      return false
    }
    const before = stretchOf(order)
    setSaving(order.id)
    show(order, target)
    const done = await save(order, target, length?.said ? length.seconds : undefined)
    setSaving(null)
    invalidateDocument('productionOrder', order.id)
    if (!done) return false
    const to =
      before === null || order.machineId === null || order.scheduledSeconds === null
        ? null
        : { machineId: order.machineId, start: new Date(before.start).toISOString(), seconds: order.scheduledSeconds }
    setUndos((all) => [...all.slice(-19), { order: { id: order.id, number: order.number }, to }])
    notifyDone(
      target === null
        ? `${order.number} is off the schedule`
        : `${order.number} on ${machine?.name}, ${words.day(words.dayOf(target.start))} ${words.time(target.start)}`,
    )
    return true
  }

  /** Puts what was moved last back to where it was, also where something else lies there by now. */
  async function undo(): Promise<void> {
    const last = undos.at(-1)
    if (last === undefined || saving !== null) return
    const { id, number } = last.order
    setUndos((all) => all.slice(0, -1))
    setSaving(id)
    try {
      if (last.to === null) await unschedule.mutateAsync({ id })
      else await schedule.mutateAsync({ id, ...last.to, allowConflict: true })
      notifyDone(`${number} is where it was`)
    } catch (error) {
      notifyError(errorSentence(error))
    }
    setSaving(null)
    invalidateDocument('productionOrder', id)
  }

  return { move, undo, undoable: undos.at(-1)?.order.number, saving }
}
export type Moves = ReturnType<typeof useMoves>
