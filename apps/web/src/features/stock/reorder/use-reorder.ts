import type { OrderedProposals } from '@framewright/contracts/stock/stock.schema'
import { useState } from 'react'
import { errorSentence } from '~/lib/errors.ts'
import { plural } from '~/lib/format.ts'
import { invalidateDocument } from '~/lib/invalidate.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { type Draft, type Drafts, orderOf, type Proposal, wanted } from './proposal-draft.ts'

/** The proposals as they are being changed, and raising the orders. */
export function useReorder(proposals: readonly Proposal[]) {
  const [drafts, setDrafts] = useState<Drafts>({})
  const [raised, setRaised] = useState<OrderedProposals['purchaseOrders']>([])
  const [refusal, setRefusal] = useState<string>()
  const rows = wanted(proposals, drafts)
  const order = orderOf(rows)
  const raise = useDocumentAction(trpc.stock.orderProposals, {
    entity: 'purchaseOrder',
    done: ({ purchaseOrders }) => `${plural(purchaseOrders.length, 'purchase order')} raised`,
    onDone: ({ purchaseOrders }) => {
      for (const { id } of purchaseOrders) invalidateDocument('purchaseOrder', id)
      setRaised((before) => [...before, ...purchaseOrders])
      setRefusal(undefined)
      setDrafts({})
    },
    onError: (error) => {
      setRefusal(errorSentence(error))
      return true
    },
  })
  const change = (itemId: number, draft: Draft) =>
    setDrafts((now) => ({ ...now, [itemId]: { ...now[itemId], ...draft } }))
  return {
    rows,
    order,
    raised,
    refusal,
    pending: raise.isPending,
    change,
    selectAll: (selected: boolean) =>
      setDrafts((now) =>
        Object.fromEntries(rows.map(({ proposal: { itemId } }) => [itemId, { ...now[itemId], selected }])),
      ),
    send: () => raise.mutate({ lines: order.lines }),
  }
}
