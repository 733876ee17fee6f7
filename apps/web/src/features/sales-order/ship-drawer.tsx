import type { SalesOrder } from '@framewright/contracts/sales-order/sales-order.schema'
import { Alert, Button, Drawer, Stack, Text, Textarea } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { FormBar } from '~/components/form-bar.tsx'
import { PartLines } from '~/components/part-lines/part-lines.tsx'
import { usePartCounts } from '~/components/part-lines/use-part-counts.ts'
import { CannotLeave } from '~/features/inspection/outgoing/cannot-leave.tsx'
import { plural } from '~/lib/format.ts'
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
  const nothing = parts.wrong || parts.counted.length === 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (nothing || ship.isPending) return
    ship.mutate({ id: order.id, lines: parts.counted, notes })
  }

  if (parts.waiting.length === 0) return <Text c="dimmed">Nothing is outstanding any more.</Text>
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {parts.refusal ? (
          <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} aria-hidden />} role="alert">
            {parts.refusal}
          </Alert>
        ) : null}
        <CannotLeave source={{ salesOrderId: order.id }} />
        <PartLines
          parts={parts}
          hint="What goes out now. The rest stays reserved for a later shipment."
          labelOf={(line) => `Shipped of ${line.itemName}`}
        />
        <Textarea
          label="Notes"
          placeholder="Carrier, tracking number, pallets"
          maxLength={2000}
          value={notes}
          onChange={(event) => setNotes(event.currentTarget.value)}
        />
        <FormBar plain>
          <Text size="sm" c="dimmed" aria-live="polite" flex={1}>
            {parts.complete
              ? 'Everything that is outstanding'
              : `${plural(parts.counted.length, 'line')} of ${parts.waiting.length}`}
          </Text>
          <Button variant="default" onClick={onDone}>
            Not now
          </Button>
          <Button type="submit" loading={ship.isPending} disabled={nothing}>
            Ship
          </Button>
        </FormBar>
      </Stack>
    </form>
  )
}
