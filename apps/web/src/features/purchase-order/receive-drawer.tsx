import type { PurchaseOrder, PurchaseOrderLine } from '@framewright/contracts/purchase-order/purchase-order.schema'
import { Alert, Button, Drawer, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { QuantityText } from '~/components/text.tsx'
import { errorBody, errorSentence } from '~/lib/errors.ts'
import { plural } from '~/lib/format.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { allOutstanding, type Counts, countError, isOutstanding, nothing, receivedLines } from './receive-draft.ts'
import classes from './receive-drawer.module.css'
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
  const waiting = order.lines.filter(isOutstanding)
  const [counts, setCounts] = useState<Counts>(() => allOutstanding(order.lines))
  const [locationId, setLocationId] = useState<string | null>(null)
  const [notes, setNotes] = useState('')
  const [refused, setRefused] = useState<{ message: string; lineId: number | undefined } | null>(null)
  const locations = useReceivingLocations()
  const receive = useDocumentAction(trpc.purchaseOrder.receive, {
    entity: 'purchaseOrder',
    done: (after) =>
      after.status === 'COMPLETED'
        ? `${after.number} is received completely`
        : `Delivery received, the rest is expected`,
    onDone,
    onError: (error) => {
      const { details } = errorBody(error)
      setRefused({
        message: errorSentence(error),
        lineId: typeof details.lineId === 'number' ? details.lineId : undefined,
      })
      return true
    },
  })
  const lines = receivedLines(order.lines, counts)
  const wrong = waiting.some((line) => countError(line, counts[line.id]) !== undefined)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setRefused(null)
    if (wrong || lines.length === 0) return
    receive.mutate({
      id: order.id,
      lines,
      notes,
      ...(locationId === null ? {} : { locationId: Number(locationId) }),
    })
  }
  const errorAt = (line: PurchaseOrderLine) =>
    countError(line, counts[line.id]) ?? (refused?.lineId === line.id ? refused.message : undefined)
  const count = (line: PurchaseOrderLine, typed: string) => {
    setRefused(null)
    setCounts((old) => ({ ...old, [line.id]: typed }))
  }
  const complete = lines.length === waiting.length && waiting.every((line) => counts[line.id] === line.outstanding)

  if (waiting.length === 0) return <Text c="dimmed">Nothing is outstanding any more.</Text>
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {refused && refused.lineId === undefined ? (
          <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} aria-hidden />} role="alert">
            {refused.message}
          </Alert>
        ) : null}
        <Group gap="xs">
          <Text size="sm" c="dimmed" flex={1}>
            Count what came. What is short stays outstanding.
          </Text>
          <Button size="compact-sm" variant="subtle" onClick={() => setCounts(nothing(order.lines))}>
            None
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={() => setCounts(allOutstanding(order.lines))}>
            All
          </Button>
        </Group>
        <ul className={classes.lines} aria-label="Outstanding lines">
          {waiting.map((line, index) => (
            <li key={line.id} className={classes.line}>
              <div className={classes.what}>
                <div>{line.itemName}</div>
                <div className={classes.facts}>
                  {line.sku ?? 'Free text'} · ordered <QuantityText value={line.quantity} {...unitOf(line)} /> ·
                  outstanding <QuantityText value={line.outstanding} {...unitOf(line)} />
                </div>
              </div>
              <TextInput
                className={classes.count}
                aria-label={`Received of ${line.itemName}`}
                data-autofocus={index === 0 || undefined}
                inputMode="decimal"
                autoComplete="off"
                error={errorAt(line)}
                value={counts[line.id] ?? ''}
                onFocus={(event) => event.currentTarget.select()}
                onChange={(event) => count(line, event.currentTarget.value)}
                rightSection={line.unit && line.unit !== 'each' ? <span className="fw-unit">{line.unit}</span> : null}
              />
            </li>
          ))}
        </ul>
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
        <Group className={classes.bar} gap="sm">
          <Text size="sm" c="dimmed" aria-live="polite" flex={1}>
            {complete ? 'Everything that is outstanding' : `${plural(lines.length, 'line')} of ${waiting.length}`}
          </Text>
          <Button variant="default" onClick={onDone}>
            Not now
          </Button>
          <Button type="submit" loading={receive.isPending} disabled={wrong || lines.length === 0}>
            Receive
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

const unitOf = (line: PurchaseOrderLine) => (line.unit === null ? {} : { unit: line.unit })
