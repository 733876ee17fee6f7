import { lineTotals, orderTotals } from '@framewright/contracts/sales-order/sales-order.pricing'
import type { SalesOrder } from '@framewright/contracts/sales-order/sales-order.schema'
import { Alert, Button, Drawer, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { FormBar } from '~/components/form-bar.tsx'
import { PartLines } from '~/components/part-lines/part-lines.tsx'
import { usePartCounts } from '~/components/part-lines/use-part-counts.ts'
import { formatMoney } from '~/lib/format.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { unbilled } from './unbilled.ts'

interface Props {
  order: SalesOrder
  opened: boolean
  onClose: () => void
}

/** Billing: everything shipped and not yet billed is proposed; a part can be left for a later invoice. */
export function BillDrawer({ order, opened, onClose }: Props) {
  return (
    <Drawer opened={opened} onClose={onClose} position="right" size={640} title={`Bill ${order.number}`}>
      {opened ? (
        <BillForm key={order.lines.map((line) => line.invoiced).join()} order={order} onDone={onClose} />
      ) : null}
    </Drawer>
  )
}

function BillForm({ order, onDone }: { order: SalesOrder; onDone: () => void }) {
  const navigate = useNavigate()
  const parts = usePartCounts(
    order.lines.map((line) => ({ ...line, quantity: line.shipped, outstanding: unbilled(line) })),
  )
  const create = useDocumentAction(trpc.invoice.create, {
    entity: 'invoice',
    done: (invoice) => `${invoice.invoiceNo} is written`,
    onDone: (invoice) => {
      onDone()
      void navigate({ to: '/invoices/$id', params: { id: String(invoice.id) } })
    },
    onError: (error) => {
      parts.refuse(error)
      return true
    },
  })
  const nothing = parts.wrong || parts.counted.length === 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (nothing || create.isPending) return
    create.mutate({ salesOrderId: order.id, lines: parts.counted })
  }

  if (parts.waiting.length === 0) return <Text c="dimmed">Everything that has shipped is on an invoice.</Text>
  const { total } = orderTotals(
    parts.wrong
      ? []
      : parts.counted.flatMap(({ lineId, quantity }) => {
          const line = order.lines.find((one) => one.id === lineId)
          return line ? [lineTotals({ ...line, quantity })] : []
        }),
  )
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
          hint="What has shipped and is on no invoice yet. An invoice cannot be changed afterwards."
          labelOf={(line) => `Billed of ${line.itemName}`}
          words={{ whole: 'shipped', open: 'to bill' }}
        />
        <FormBar plain>
          <Text size="sm" c="dimmed" aria-live="polite" flex={1}>
            {nothing ? 'Nothing to bill' : `${formatMoney(total)}, tax included`}
          </Text>
          <Button variant="default" onClick={onDone}>
            Not now
          </Button>
          <Button type="submit" loading={create.isPending} disabled={nothing}>
            Create invoice
          </Button>
        </FormBar>
      </Stack>
    </form>
  )
}
