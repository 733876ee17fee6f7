import type { ProductionOrderAction } from '@framewright/contracts/production-order/production-order.lifecycle'
import type { ProductionOrder } from '@framewright/contracts/production-order/production-order.schema'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { confirm as ask } from '~/lib/confirm.ts'
import { errorBody } from '~/lib/errors.ts'
import { formatQuantity } from '~/lib/format.ts'
import { trpc, utils } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'

const entity = 'productionOrder'

/** An item an order takes more of than there is, as the server named it. */
export interface ShortItem {
  itemId: number
  sku: string
  name: string
  requested: string
  available: string
}

/** What can be done to an order, each that takes away after saying what follows from it. */
export function useOrderActions(openOutput: () => void) {
  const navigate = useNavigate()
  const [short, setShort] = useState<readonly ShortItem[]>([])
  const said = (word: string) => ({ entity, done: (order: { number: string }) => `${order.number} ${word}` }) as const
  const release = useDocumentAction(trpc.productionOrder.release, {
    entity,
    done: (order) =>
      order.shortages.length > 0
        ? `${order.number} released, some of its materials are short`
        : `${order.number} released, its materials are reserved`,
    onDone: () => setShort([]),
    onError: (error) => {
      const { code, details } = errorBody(error)
      if (code !== 'INSUFFICIENT_STOCK' || !Array.isArray(details.items)) return false
      setShort(details.items)
      void utils.productionOrder.get.invalidate()
      return true
    },
  })
  const reserve = useDocumentAction(trpc.productionOrder.reserve, {
    entity,
    done: (order) => (order.shortages.length > 0 ? 'Reserved what there is' : 'All its materials are reserved'),
  })
  const start = useDocumentAction(trpc.productionOrder.start, said('started'))
  const hold = useDocumentAction(trpc.productionOrder.hold, said('is on hold'))
  const resume = useDocumentAction(trpc.productionOrder.resume, said('goes on'))
  const complete = useDocumentAction(trpc.productionOrder.complete, said('completed'))
  const completeShort = useDocumentAction(trpc.productionOrder.completeShort, said('completed short'))
  const cancel = useDocumentAction(trpc.productionOrder.cancel, said('cancelled'))
  const close = useDocumentAction(trpc.productionOrder.close, said('closed'))
  const remove = useDocumentAction(trpc.productionOrder.remove, {
    entity,
    done: 'Draft deleted',
    onDone: () => void navigate({ to: '/production-orders', replace: true }),
  })
  const pending = { release, start, hold, resume, complete, completeShort, cancel, close }

  const run = async (action: ProductionOrderAction, order: ProductionOrder): Promise<void> => {
    const { id, number } = order
    switch (action) {
      case 'release':
        return release.mutate({ id })
      case 'output':
        return openOutput()
      case 'start':
        return start.mutate({ id })
      case 'hold':
        return hold.mutate({ id })
      case 'resume':
        return resume.mutate({ id })
      case 'complete':
        return complete.mutate({ id })
      case 'completeShort': {
        const message = `${formatQuantity(order.left)} of ${formatQuantity(order.planned)} were not made and will not be. What is still reserved for them becomes available again.`
        const yes = await ask({ title: `Complete ${number} short?`, message, verb: 'Complete short', danger: true })
        if (yes) completeShort.mutate({ id })
        return
      }
      case 'cancel': {
        const released = order.status === 'DRAFT' ? '' : ' Its materials become available again.'
        const message = `Nothing of it was made.${released} A cancelled order cannot be opened again.`
        const yes = await ask({ title: `Cancel ${number}?`, message, verb: 'Cancel the order', danger: true })
        if (yes) cancel.mutate({ id })
        return
      }
      case 'close': {
        const message = 'Nothing of it can be changed any more.'
        const yes = await ask({ title: `Close ${number}?`, message, verb: 'Close' })
        if (yes) close.mutate({ id })
        return
      }
      default:
        return action satisfies never
    }
  }
  const askRemove = async ({ id, number }: ProductionOrder): Promise<void> => {
    const message = 'It is a draft: nothing is reserved and nothing was made. Its number is not given again.'
    const yes = await ask({ title: `Delete ${number}?`, message, verb: 'Delete', danger: true })
    if (yes) remove.mutate({ id })
  }
  const running = Object.entries(pending).find(([, one]) => one.isPending)?.[0] as ProductionOrderAction | undefined
  return {
    run,
    running: running ?? null,
    askRemove,
    reserve: ({ id }: ProductionOrder) => reserve.mutate({ id }),
    reserving: reserve.isPending,
    /** What spoke against releasing it, until it is tried again. */
    short,
    releaseShort: ({ id }: ProductionOrder) => release.mutate({ id, partial: true }),
    dismissShort: () => setShort([]),
  }
}
