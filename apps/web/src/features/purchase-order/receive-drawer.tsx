import type { PurchaseOrder } from '@framewright/contracts/purchase-order/purchase-order.schema'
import { Alert, Button, Drawer, Select, Stack, Text, Textarea } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { FormBar } from '~/components/form-bar.tsx'
import { PartLines } from '~/components/part-lines/part-lines.tsx'
import { usePartCounts } from '~/components/part-lines/use-part-counts.ts'
import { plural } from '~/lib/format.ts'
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
  const nothing = parts.wrong || parts.counted.length === 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (nothing) return
    receive.mutate({
      id: order.id,
      lines: parts.counted,
      notes,
      ...(locationId === null ? {} : { locationId: Number(locationId) }),
    })
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
        <PartLines
          parts={parts}
          hint="Count what came. What is short stays outstanding."
          labelOf={(line) => `Received of ${line.itemName}`}
        />
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
        <Textarea
          label="Notes"
          placeholder="Delivery note number, damage seen"
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
          <Button type="submit" loading={receive.isPending} disabled={nothing}>
            Receive
          </Button>
        </FormBar>
      </Stack>
    </form>
  )
}
