import type { PurchaseOrder } from '@framewright/contracts/purchase-order/purchase-order.schema'
import { Drawer, Select } from '@mantine/core'
import { useState } from 'react'
import { PartForm, PartNotes } from '~/components/part-lines/part-form.tsx'
import { usePartCounts } from '~/components/part-lines/use-part-counts.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { useReceivingLocations } from './use-receiving-locations.ts'

interface Props {
  order: PurchaseOrder
  opened: boolean
  onClose: () => void
}

/** Receiving a delivery: everything outstanding is proposed; count, correct, and it is in stock. */
export function ReceiveDrawer({ order, opened, onClose }: Props) {
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={640}
      title={`Receive ${order.number} from ${order.supplier.name}`}
    >
      {opened ? <ReceiveForm key={order.version} order={order} onDone={onClose} /> : null}
    </Drawer>
  )
}

function ReceiveForm({ order, onDone }: { order: PurchaseOrder; onDone: () => void }) {
  const parts = usePartCounts(order.lines)
  const [locationId, setLocationId] = useState<string | null>(null)
  const [notes, setNotes] = useState('')
  const locations = useReceivingLocations()
  const receive = useDocumentAction(trpc.purchaseOrder.receive, {
    entity: 'purchaseOrder',
    done: (after) =>
      after.status === 'COMPLETED'
        ? `${after.number} is received completely`
        : `Delivery received, the rest is expected`,
    onDone,
    onError: (error) => {
      parts.refuse(error)
      return true
    },
  })
  const submit = () =>
    receive.mutate({
      id: order.id,
      lines: parts.counted,
      notes,
      ...(locationId === null ? {} : { locationId: Number(locationId) }),
    })
  return (
    <PartForm
      parts={parts}
      none="Nothing is outstanding any more."
      hint="Count what came. What is short stays outstanding."
      labelOf={(line) => `Received of ${line.itemName}`}
      summary={parts.complete ? 'Everything that is outstanding' : undefined}
      verb="Receive"
      pending={receive.isPending}
      onSubmit={submit}
      onCancel={onDone}
    >
      <Select
        label="Put it into"
        placeholder="The usual storage"
        data={locations.options}
        disabled={locations.pending}
        clearable
        searchable
        value={locationId}
        onChange={setLocationId}
        error={locations.error}
      />
      <PartNotes placeholder="Delivery note number, damage seen" value={notes} onChange={setNotes} />
    </PartForm>
  )
}
