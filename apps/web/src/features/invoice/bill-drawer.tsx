import { lineTotals, orderTotals } from '@framewright/contracts/sales-order/sales-order.pricing'
import type { SalesOrder } from '@framewright/contracts/sales-order/sales-order.schema'
import { Drawer } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { PartForm } from '~/components/part-lines/part-form.tsx'
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
  const { total } = orderTotals(
    parts.nothing
      ? []
      : parts.counted.flatMap(({ lineId, quantity }) => {
          const line = order.lines.find((one) => one.id === lineId)
          return line ? [lineTotals({ ...line, quantity })] : []
        }),
  )
  return (
    <PartForm
      parts={parts}
      none="Everything that has shipped is on an invoice."
      hint="What has shipped and is on no invoice yet. An invoice cannot be changed afterwards."
      labelOf={(line) => `Billed of ${line.itemName}`}
      words={{ whole: 'shipped', open: 'to bill' }}
      summary={parts.nothing ? 'Nothing to bill' : `${formatMoney(total)}, tax included`}
      verb="Create invoice"
      pending={create.isPending}
      onSubmit={() => create.mutate({ salesOrderId: order.id, lines: parts.counted })}
      onCancel={onDone}
    />
  )
}
