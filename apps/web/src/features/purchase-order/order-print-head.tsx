import type { PurchaseOrder } from '@framewright/contracts/purchase-order/purchase-order.schema'
import { DayText } from '~/components/text.tsx'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import classes from './order-print-head.module.css'

/** The head of the printed order: to whom it goes, its number and days. */
export function OrderPrintHead({ order }: { order: PurchaseOrder }) {
  const maySee = useMay('supplier.read')
  const { data: supplier } = trpc.supplier.get.useQuery(
    { id: order.supplier.id },
    { enabled: maySee, staleTime: 5 * 60_000 },
  )
  return (
    <header className={`${classes.head} fw-print-only`} aria-hidden>
      <div className={classes.row}>
        <address className={classes.to}>
          <strong>{order.supplier.name}</strong>
          {supplier?.address ? <div className={classes.lines}>{supplier.address}</div> : null}
          {supplier?.email ? <div>{supplier.email}</div> : null}
          {supplier?.phone ? <div>{supplier.phone}</div> : null}
          {supplier?.taxId ? <div>Tax id {supplier.taxId}</div> : null}
        </address>
        <dl className={classes.facts}>
          <dt>Ordered</dt>
          <dd>
            <DayText value={order.orderDate} />
          </dd>
          <dt>Expected</dt>
          <dd>
            <DayText value={order.expectedDate} />
          </dd>
        </dl>
      </div>
      <div className={classes.title}>Purchase order {order.number}</div>
      {order.status === 'CANCELLED' ? <div className={classes.cancelled}>Cancelled</div> : null}
    </header>
  )
}
