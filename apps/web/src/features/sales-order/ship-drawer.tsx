import type { SalesOrder } from '@framewright/contracts/sales-order/sales-order.schema'
import { Drawer } from '@mantine/core'
import { useState } from 'react'
import { PartForm, PartNotes } from '~/components/part-lines/part-form.tsx'
import { usePartCounts } from '~/components/part-lines/use-part-counts.ts'
import { CannotLeave } from '~/features/inspection/outgoing/cannot-leave.tsx'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'

interface Props {
  order: SalesOrder
  opened: boolean
  onClose: () => void
}

/** Shipping: everything outstanding is proposed; what does not go out now stays reserved. */
export function ShipDrawer({ order, opened, onClose }: Props) {
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={640}
      title={`Ship ${order.number} to ${order.customer.name}`}
    >
      {opened ? <ShipForm key={order.version} order={order} onDone={onClose} /> : null}
    </Drawer>
  )
}

function ShipForm({ order, onDone }: { order: SalesOrder; onDone: () => void }) {
  const parts = usePartCounts(order.lines)
  const [notes, setNotes] = useState('')
  const ship = useDocumentAction(trpc.salesOrder.ship, {
    entity: 'salesOrder',
    done: (after) =>
      after.status === 'SHIPPED' ? `${after.number} is shipped completely` : 'Shipped in part, the rest stays reserved',
    onDone,
    onError: (error) => {
      parts.refuse(error)
      return true
    },
  })
  return (
    <PartForm
      parts={parts}
      none="Nothing is outstanding any more."
      hint="What goes out now. The rest stays reserved for a later shipment."
      labelOf={(line) => `Shipped of ${line.itemName}`}
      before={<CannotLeave source={{ salesOrderId: order.id }} />}
      summary={parts.complete ? 'Everything that is outstanding' : undefined}
      verb="Ship"
      pending={ship.isPending}
      onSubmit={() => ship.mutate({ id: order.id, lines: parts.counted, notes })}
      onCancel={onDone}
    >
      <PartNotes placeholder="Carrier, tracking number, pallets" value={notes} onChange={setNotes} />
    </PartForm>
  )
}
