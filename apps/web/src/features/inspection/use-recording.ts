import type { Inspection, PendingInspection } from '@framewright/contracts/inspection/inspection.schema'
import { useState } from 'react'
import { errorSentence } from '~/lib/errors.ts'
import { invalidateDocument } from '~/lib/invalidate.ts'
import { notifyDone, notifyError } from '~/lib/notify.ts'
import { queue } from '~/lib/offline/offline.ts'
import type { Given } from './readings.tsx'

/** What is said of an inspection beside its readings. */
export interface Recorded {
  result: 'PASSED' | 'FAILED'
  failedQuantity?: string
  defect?: string
}

/** Records an inspection; without a network it is kept on the device and sent later. */
export function useRecording({ id, number, item }: PendingInspection, onDone: () => void) {
  const [busy, setBusy] = useState(false)
  const record = async (recorded: Recorded & { readings: Given[] }) => {
    setBusy(true)
    try {
      const settled = await (await queue()).submit({
        path: 'inspection.record',
        input: { id, ...recorded },
        document: `inspection:${id}`,
        label: `Inspect: ${number}, ${item.name}`,
      })
      if (settled.kind === 'refused') return notifyError(errorSentence(settled.error))
      if (settled.kind === 'done') {
        invalidateDocument('inspection', id)
        const { status } = (settled.output ?? {}) as Partial<Inspection>
        notifyDone(`${number} has ${status === 'PASSED' ? 'passed' : 'failed'}`)
      }
      onDone()
    } finally {
      setBusy(false)
    }
  }
  return { busy, record }
}
