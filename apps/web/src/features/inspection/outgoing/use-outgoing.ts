import type { DeliveryQuality } from '@framewright/contracts/inspection/inspection.schema'
import { invalidateDocument } from '~/lib/invalidate.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'

/** What leaves: a fulfilment, or what is shipped of an order without one. */
export type DeliverySource = { salesOrderId: number } | { fulfilmentId: number }

/** How a delivery stands to its outgoing inspection; asked once for all that show it on a page. */
export const useOutgoing = (source: DeliverySource, enabled = true) =>
  trpc.inspection.delivery.useQuery(source, { enabled })

/** Asks for what is missing, so that it is on the inspector's list. */
export function useRequestOutgoing() {
  return useDocumentAction(trpc.inspection.outgoing, {
    entity: 'inspection',
    done: (after) => `${openOf(after).map((one) => one.number)} can be inspected now`,
    onDone: (after) => {
      for (const { id } of openOf(after)) invalidateDocument('inspection', id)
    },
  })
}

const openOf = ({ inspections }: DeliveryQuality) => inspections.filter((one) => one.status === 'OPEN')

/** The one word for the whole delivery: the worst of its parts; undefined where nothing is inspected before it leaves. */
export function clearanceOf(quality: DeliveryQuality | undefined) {
  const all = quality?.items.map((one) => one.clearance) ?? []
  return (['FAILED', 'MISSING', 'PARTLY', 'OPEN', 'PASSED'] as const).find((one) => all.includes(one))
}
