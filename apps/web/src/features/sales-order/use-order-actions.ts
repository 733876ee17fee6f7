import type { SalesOrderAction } from '@framewright/contracts/sales-order/sales-order.lifecycle'
import type { SalesOrder, SalesOrderLine } from '@framewright/contracts/sales-order/sales-order.schema'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { confirm as ask } from '~/lib/confirm.ts'
import { errorBody } from '~/lib/errors.ts'
import { trpc, utils } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'

/** An item the order wants more of than there is, as the server refused it. */
export interface ShortItem {
  itemId: number
  requested: string
  available: string
}

const entity = 'salesOrder'

/** What can be done to an order, each that takes away after saying what follows from it. */
export function useOrderActions(openShip: () => void) {
  const navigate = useNavigate()
  const [short, setShort] = useState<readonly ShortItem[]>([])
  const confirm = useDocumentAction(trpc.salesOrder.confirm, {
    entity,
    done: (order) => `${order.number} confirmed, its stock is reserved`,
    onDone: () => setShort([]),
    onError: (error) => {
      const { code, details } = errorBody(error)
      if (code !== 'INSUFFICIENT_STOCK' || !Array.isArray(details.items)) return false
      setShort(details.items)
      void utils.salesOrder.get.invalidate()
      return true
    },
  })
  const deliver = useDocumentAction(trpc.salesOrder.deliver, { entity, done: (order) => `${order.number} delivered` })
  const cancel = useDocumentAction(trpc.salesOrder.cancel, { entity, done: (order) => `${order.number} cancelled` })
  const cancelLine = useDocumentAction(trpc.salesOrder.cancelLine, { entity, done: 'Line taken out' })
  const duplicate = useDocumentAction(trpc.salesOrder.duplicate, {
    entity,
    done: (order) => `This is ${order.number}, a new draft`,
    onDone: (order) => void navigate({ to: '/sales-orders/$id/edit', params: { id: String(order.id) } }),
  })
  const remove = useDocumentAction(trpc.salesOrder.remove, {
    entity,
    done: 'Draft deleted',
    onDone: () => void navigate({ to: '/sales-orders', replace: true }),
  })

  const run = async (action: SalesOrderAction, order: SalesOrder): Promise<void> => {
    const { id, number, status, customer } = order
    switch (action) {
      case 'confirm':
        return confirm.mutate({ id })
      case 'ship':
        return openShip()
      case 'deliver':
        return deliver.mutate({ id })
      case 'cancel': {
        const released = status === 'DRAFT' ? '' : ' What is reserved for it becomes available again.'
        const message = `Nothing of it has shipped.${released} ${customer.name} is not told: do that yourself. A cancelled order cannot be opened again, but it can be duplicated.`
        const yes = await ask({ title: `Cancel ${number}?`, message, verb: 'Cancel the order', danger: true })
        if (yes) cancel.mutate({ id })
        return
      }
      default:
        return action satisfies never
    }
  }
  const takeOut = async ({ id, number }: SalesOrder, line: SalesOrderLine): Promise<void> => {
    const message = `Line ${line.lineNo}, ${line.itemName}, will not be shipped. What is reserved for it becomes available again, and the order’s total falls. The line stays on the order, struck through.`
    const yes = await ask({ title: `Take the line out of ${number}?`, message, verb: 'Take it out', danger: true })
    if (yes) cancelLine.mutate({ id, lineId: line.id })
  }
  const askRemove = async ({ id, number }: SalesOrder): Promise<void> => {
    const message = 'It is a draft: nothing is reserved and nothing has shipped. It is gone for good.'
    const yes = await ask({ title: `Delete ${number}?`, message, verb: 'Delete', danger: true })
    if (yes) remove.mutate({ id })
  }
  const running: SalesOrderAction | null = confirm.isPending
    ? 'confirm'
    : deliver.isPending
      ? 'deliver'
      : cancel.isPending
        ? 'cancel'
        : null
  return {
    run,
    running,
    takeOut,
    askRemove,
    duplicate: ({ id }: SalesOrder) => duplicate.mutate({ id }),
    /** What spoke against confirming it, until it is tried again. */
    short,
  }
}
