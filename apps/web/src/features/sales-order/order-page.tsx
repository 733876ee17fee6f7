import * as decimal from '@framewright/contracts/core/decimal'
import type { SalesOrder } from '@framewright/contracts/sales-order/sales-order.schema'
import { Alert, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import {
  IconBuildingFactory2,
  IconCopy,
  IconFileInvoice,
  IconFileTypePdf,
  IconHourglassHigh,
  IconPackageExport,
  IconPackageImport,
  IconPencil,
  IconPrinter,
  IconTrash,
} from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { Attachments } from '~/components/attachments/attachments.tsx'
import { Deliveries } from '~/components/deliveries.tsx'
import { Columns, Page } from '~/components/page.tsx'
import { lifecycleActions, type PageAction, PageHeader } from '~/components/page-header.tsx'
import { Section } from '~/components/section.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { Timeline } from '~/components/timeline.tsx'
import { SourceFulfilments } from '~/features/fulfilment/source-fulfilments.tsx'
import { OutgoingBadge } from '~/features/inspection/outgoing/outgoing-badge.tsx'
import { OutgoingSection } from '~/features/inspection/outgoing/outgoing-section.tsx'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { openFile } from '~/lib/open-file.ts'
import { useMay, useMayAny } from '~/lib/session.ts'
import { useShare } from '~/lib/use-share.ts'
import { OrderInvoices } from '../invoice/order-invoices.tsx'
import { isBillable } from '../invoice/unbilled.ts'
import { OrderConfirmation } from './order-confirmation.tsx'
import { OrderFacts } from './order-facts.tsx'
import { OrderLines } from './order-lines.tsx'
import { useOrderActions } from './use-order-actions.ts'

const ReturnDrawer = lazyDialog(
  () => import('~/features/customer-return/return-drawer.tsx').then((part) => part.ReturnDrawer),
  { opened: false },
)
const CreateFulfilmentDrawer = lazyDialog(
  () => import('~/features/fulfilment/create-drawer.tsx').then((part) => part.CreateFulfilmentDrawer),
  { opened: false },
)
const BillDrawer = lazyDialog(() => import('../invoice/bill-drawer.tsx').then((part) => part.BillDrawer), {
  opened: false,
})
const ShipDrawer = lazyDialog(() => import('./ship-drawer.tsx').then((part) => part.ShipDrawer), { opened: false })

/** One sales order. `shipping` is the link's: a shipment can be opened for counting by address. */
export function OrderPage({ order, shipping }: { order: SalesOrder; shipping: boolean }) {
  const share = useShare()
  const navigate = useNavigate()
  const mayWrite = useMay('salesOrder.write')
  const mayPlan = useMay('productionOrder.write')
  const setShipping = (open: boolean) =>
    void navigate({
      to: '/sales-orders/$id',
      params: { id: String(order.id) },
      search: open ? { ship: true } : {},
      replace: true,
      resetScroll: false,
    })
  const { run, running, takeOut, askRemove, duplicate, short } = useOrderActions(() => setShipping(true))
  const [billing, bill] = useDisclosure()
  const [fulfilling, fulfil] = useDisclosure()
  const [returning, back] = useDisclosure()
  const mayFulfil = useMay('fulfilment.write') && order.status === 'CONFIRMED'
  const mayReturn = useMay('customerReturn.write')
  const seesFulfilments = useMayAny('fulfilment.read', 'fulfilment.write', 'salesOrder.own')
  const mayBill = useMay('invoice.write') && isBillable(order)
  const seesInvoices = useMayAny('invoice.read', 'invoice.own')
  const hasShipped = order.lines.some((line) => decimal.isPositive(line.shipped))
  const draft = order.status === 'DRAFT'
  const leaves = order.status === 'CONFIRMED'
  const delivery = { salesOrderId: order.id }
  const kept = order.lines.filter((line) => !line.cancelled)
  const mayTakeOut = order.status === 'CONFIRMED' && mayWrite && kept.length > 1
  const writing: PageAction[] = mayWrite
    ? [
        ...(draft || order.status === 'CONFIRMED'
          ? [{ label: 'Edit', icon: IconPencil, quiet: true, to: `/sales-orders/${order.id}/edit` }]
          : []),
        { label: 'Duplicate', icon: IconCopy, quiet: true, run: () => duplicate(order) },
      ]
    : []

  return (
    <>
      <div className="fw-no-print">
        <Page>
          <PageHeader
            title={order.number}
            badge={
              <Group gap={6}>
                <StateBadge group="salesOrder" state={order.status} />
                {order.late ? <StateBadge group="flag" state="LATE" /> : null}
                {leaves ? <OutgoingBadge source={delivery} /> : null}
              </Group>
            }
            subtitle={order.customer.name}
            actions={[
              ...lifecycleActions('salesOrder', order.allowedActions, (action) => void run(action, order), running),
              ...(mayFulfil ? [{ label: 'Create fulfilment', icon: IconPackageExport, run: fulfil.open }] : []),
              ...(mayBill ? [{ label: 'Create invoice', icon: IconFileInvoice, run: bill.open }] : []),
              ...(mayReturn && hasShipped
                ? [{ label: 'Return goods', icon: IconPackageImport, quiet: true, run: back.open }]
                : []),
              ...(mayPlan && draft
                ? [
                    {
                      label: 'Plan production',
                      icon: IconBuildingFactory2,
                      quiet: true,
                      to: `/production-orders/plan?salesOrderId=${order.id}`,
                    },
                  ]
                : []),
              ...writing,
              { label: draft ? 'Print' : 'Print confirmation', icon: IconPrinter, quiet: true, run: () => print() },
              {
                label: 'PDF',
                icon: IconFileTypePdf,
                quiet: true,
                run: () => void openFile(`/api/sales/orders/${order.id}/pdf`),
              },
              ...share(`/api/sales/orders/${order.id}/pdf`, order.number),
              ...(draft && mayWrite
                ? [{ label: 'Delete', icon: IconTrash, danger: true, run: () => void askRemove(order) }]
                : []),
            ]}
          />
          {short.length > 0 && draft ? (
            <Alert color="yellow" variant="light" icon={<IconHourglassHigh size={18} aria-hidden />} role="alert">
              The order is not confirmed: there is not enough of what is marked below, and an order is reserved whole or
              not at all. Lower the quantities, or confirm when there is more.{' '}
              {mayPlan ? (
                <Link to={`/production-orders/plan?salesOrderId=${order.id}` as string} className="fw-link">
                  Plan what is missing
                </Link>
              ) : null}
            </Alert>
          ) : null}
          <Columns
            main={
              <>
                <Section title="Facts">
                  <OrderFacts order={order} />
                </Section>
                <Section title="Lines">
                  <OrderLines
                    order={order}
                    short={short}
                    {...(mayTakeOut ? { onTakeOut: (line) => void takeOut(order, line) } : {})}
                  />
                </Section>
                {order.notes ? (
                  <Section title="Notes">
                    <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
                      {order.notes}
                    </Text>
                  </Section>
                ) : null}
              </>
            }
            side={
              <>
                {draft ? null : <OutgoingSection source={delivery} />}
                <Section title="Shipments">
                  <Deliveries
                    deliveries={order.shipments.map((one) => ({ ...one, by: one.shippedBy, at: one.shippedAt }))}
                    none="Nothing has been shipped yet."
                  />
                </Section>
                {seesFulfilments && !draft ? <SourceFulfilments source={{ salesOrderId: order.id }} /> : null}
                {seesInvoices && hasShipped ? <OrderInvoices salesOrderId={order.id} /> : null}
                <Attachments entity="salesOrder" id={order.id} />
                <Section title="History">
                  <Timeline entity="salesOrder" id={order.id} />
                </Section>
              </>
            }
          />
        </Page>
      </div>
      <OrderConfirmation order={order} />
      <BillDrawer order={order} opened={billing} onClose={bill.close} />
      <CreateFulfilmentDrawer
        source={{ salesOrderId: order.id }}
        number={order.number}
        lines={kept}
        opened={fulfilling}
        onClose={fulfil.close}
      />
      <ReturnDrawer source={{ salesOrderId: order.id }} number={order.number} opened={returning} onClose={back.close} />
      <ShipDrawer
        order={order}
        opened={shipping && order.allowedActions.includes('ship')}
        onClose={() => setShipping(false)}
      />
    </>
  )
}
