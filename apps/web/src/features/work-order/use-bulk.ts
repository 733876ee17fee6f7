import type { WorkOrderAction } from '@framewright/contracts/work-order/work-order.lifecycle'
import type { BulkInput, WorkOrder } from '@framewright/contracts/work-order/work-order.schema'
import { useState } from 'react'
import { confirm } from '~/lib/confirm.ts'
import { errorSentence } from '~/lib/errors.ts'
import { plural } from '~/lib/format.ts'
import { invalidateDocument } from '~/lib/invalidate.ts'
import { notifyDone, notifyError } from '~/lib/notify.ts'
import { client } from '~/lib/trpc.ts'

/** An order that a bulk change left as it was, and why. */
export interface Refusal {
  id: number
  number: string
  message: string
}

/** Orders one call changes at most; more are sent in turn. */
const most = 500

const past: Record<WorkOrderAction, string> = {
  start: 'started',
  complete: 'completed',
  cancel: 'cancelled',
  reopen: 'reopened',
}

/** Changes many work orders at once; those refused are kept, each with its reason, to be shown. */
export function useBulk() {
  const [pending, setPending] = useState<WorkOrderAction | 'assign' | null>(null)
  const [refused, setRefused] = useState<Refusal[]>([])

  async function run(name: WorkOrderAction | 'assign', rows: readonly WorkOrder[], change: Omit<BulkInput, 'ids'>) {
    setPending(name)
    setRefused([])
    const numbers = new Map(rows.map((row) => [row.id, row.number]))
    const refusals: Refusal[] = []
    let updated = 0
    try {
      for (let from = 0; from < rows.length; from += most) {
        const ids = rows.slice(from, from + most).map((row) => row.id)
        const answer = await client.workOrder.bulk.mutate({ ids, ...change })
        updated += answer.updated.length
        for (const id of answer.updated) invalidateDocument('workOrder', id)
        for (const { id, message } of answer.refused)
          refusals.push({ id, message, number: numbers.get(id) ?? `#${id}` })
      }
      if (updated > 0) notifyDone(`${plural(updated, 'work order')} ${name === 'assign' ? 'changed' : past[name]}`)
      setRefused(refusals)
      return true
    } catch (error) {
      for (const row of rows) invalidateDocument('workOrder', row.id)
      notifyError(errorSentence(error))
      return false
    } finally {
      setPending(null)
    }
  }

  return {
    pending,
    refused,
    forget: () => setRefused([]),
    assign: (assignedToId: number | null, rows: readonly WorkOrder[], clear: () => void) =>
      void run('assign', rows, { assignedToId }).then((sent) => sent && clear()),
    act: async (action: WorkOrderAction, rows: readonly WorkOrder[], clear: () => void) => {
      const count = plural(rows.length, 'work order')
      const yes =
        action !== 'cancel' ||
        (await confirm({
          title: `Cancel ${count}?`,
          message: 'Their waiting tasks are cancelled too. Orders somebody works on stay as they are.',
          verb: `Cancel ${count}`,
          danger: true,
        }))
      if (yes && (await run(action, rows, { action }))) clear()
    },
  }
}
