import type { PurchaseOrder } from '@framewright/contracts/purchase-order/purchase-order.schema'
import { Group, Text } from '@mantine/core'
import { IconDownload, IconFileTypePdf, IconPencil, IconPrinter } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { Attachments } from '~/components/attachments/attachments.tsx'
import { Deliveries } from '~/components/deliveries.tsx'
import { FactGrid } from '~/components/fact-grid.tsx'
import { Columns, Page } from '~/components/page.tsx'
import { lifecycleActions, PageHeader } from '~/components/page-header.tsx'
import { Section } from '~/components/section.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { DayText, MoneyText, RelativeTime } from '~/components/text.tsx'
import { Timeline } from '~/components/timeline.tsx'
import { downloadFile } from '~/lib/fetch-file.ts'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { openFile } from '~/lib/open-file.ts'
import { useMay } from '~/lib/session.ts'
import { useShare } from '~/lib/use-share.ts'
import { OrderLines } from './order-lines.tsx'
import classes from './order-page.module.css'
import { OrderPrintHead } from './order-print-head.tsx'
import { useOrderActions } from './use-order-actions.ts'

const ReceiveDrawer = lazyDialog(() => import('./receive-drawer.tsx').then((part) => part.ReceiveDrawer), {
  opened: false,
})

/** One purchase order. `receiving` is the link's: a delivery can be opened for counting by address. */
export function OrderPage({ order, receiving }: { order: PurchaseOrder; receiving: boolean }) {
  const share = useShare()
  const navigate = useNavigate()
  const mayWrite = useMay('purchaseOrder.write')
  const maySeeSupplier = useMay('supplier.read')
  const setReceiving = (open: boolean) =>
    void navigate({
      to: '/purchase-orders/$id',
      params: { id: String(order.id) },
      search: open ? { receive: true } : {},
      replace: true,
      resetScroll: false,
    })
  const { run, running } = useOrderActions(() => setReceiving(true))
  const mayReceive = order.allowedActions.includes('receive')
  const open = order.status === 'PENDING' || order.status === 'PARTIALLY_RECEIVED'

  return (
    <Page>
      <OrderPrintHead order={order} />
      <div className={`${classes.bare} fw-no-print`}>
        <PageHeader
          title={order.number}
          badge={
            <Group gap={6} wrap="nowrap">
              <StateBadge group="purchaseOrder" state={order.status} />
              {order.late ? <StateBadge group="flag" state="LATE" /> : null}
            </Group>
          }
          subtitle={order.supplier.name}
          actions={[
            ...lifecycleActions('purchaseOrder', order.allowedActions, (action) => void run(action, order), running),
            ...(mayWrite && open ? [{ label: 'Edit', icon: IconPencil, to: `/purchase-orders/${order.id}/edit` }] : []),
            { label: 'Print', icon: IconPrinter, run: () => window.print() },
            { label: 'PDF', icon: IconFileTypePdf, run: () => void openFile(`/api/purchase-orders/${order.id}/pdf`) },
            ...share(`/api/purchase-orders/${order.id}/pdf`, order.number),
            {
              label: 'Lines as CSV',
              icon: IconDownload,
              quiet: true,
              run: () => void downloadFile(`/api/purchase-orders/${order.id}/csv`, `${order.number}.csv`),
            },
          ]}
        />
      </div>
      <Columns
        main={
          <>
            <div className="fw-no-print">
              <Section title="Facts">
                <FactGrid
                  facts={[
                    {
                      label: 'Supplier',
                      value: maySeeSupplier ? (
                        <Link to="/suppliers/$id" params={{ id: String(order.supplier.id) }} className="fw-link">
                          {order.supplier.name}
                        </Link>
                      ) : (
                        order.supplier.name
                      ),
                    },
                    { label: 'Ordered', value: <DayText value={order.orderDate} /> },
                    { label: 'Expected', value: <DayText value={order.expectedDate} late={order.late} /> },
                    { label: 'Total', value: <MoneyText value={order.totalAmount} /> },
                    order.createdBy && { label: 'Raised by', value: order.createdBy.name },
                    { label: 'Raised', value: <RelativeTime value={order.createdAt} /> },
                  ]}
                />
              </Section>
            </div>
            <Section title="Lines">
              <OrderLines order={order} />
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
          <div className={`${classes.bare} fw-no-print`}>
            <Section title="Receipts">
              <Deliveries
                deliveries={order.receipts.map((one) => ({ ...one, by: one.receivedBy, at: one.receivedAt }))}
                none="Nothing has been received yet."
                place={({ location }) => `, into ${location.name}`}
              />
            </Section>
            <Attachments entity="purchaseOrder" id={order.id} />
            <Section title="History">
              <Timeline entity="purchaseOrder" id={order.id} />
            </Section>
          </div>
        }
      />
      <ReceiveDrawer order={order} opened={receiving && mayReceive} onClose={() => setReceiving(false)} />
    </Page>
  )
}
