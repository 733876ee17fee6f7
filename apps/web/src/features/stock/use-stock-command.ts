import type { Posted } from '@framewright/contracts/stock/stock.schema'
import { invalidateDocument } from '~/lib/invalidate.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import type { StockTask } from './stock-task.ts'

/** What a stock form holds while it is being filled in. */
export interface StockValues {
  itemId: number | null
  /** Where it lies. */
  locationId: number | null
  toId: number | null
  direction: 'UP' | 'DOWN'
  quantity: string
  unitCost: string
  reason: string
}

interface Options {
  done: string
  onDone: () => void
  onError: (error: unknown) => boolean
}

/** Sends the command a stock dialog is for. */
export function useStockCommand({ command }: StockTask, { done, onDone, onError }: Options) {
  const options = {
    entity: 'stock',
    done,
    onDone: (_: Posted, input: { itemId: number }) => {
      invalidateDocument('stock', input.itemId)
      onDone()
    },
    onError,
  } as const
  const transfer = useDocumentAction(trpc.stock.transfer, options)
  const adjust = useDocumentAction(trpc.stock.adjust, options)
  const scrap = useDocumentAction(trpc.stock.scrap, options)
  const send = (values: StockValues) => {
    const { itemId, locationId, toId, quantity, reason, direction, unitCost } = values
    if (itemId === null || locationId === null) return
    switch (command) {
      case 'transfer':
        if (toId !== null) transfer.mutate({ itemId, fromId: locationId, toId, quantity, reason })
        return
      case 'adjust':
        return adjust.mutate({
          itemId,
          locationId,
          direction,
          quantity,
          reason,
          ...(direction === 'UP' && unitCost !== '' ? { unitCost } : {}),
        })
      case 'scrap':
        return scrap.mutate({ itemId, locationId, quantity, reason })
    }
  }
  return { send, pending: transfer.isPending || adjust.isPending || scrap.isPending }
}
