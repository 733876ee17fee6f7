import type { Receipt } from '@framewright/contracts/purchase-order/purchase-order.schema'
import { QuantityText, RelativeTime } from '~/components/text.tsx'
import classes from './order-receipts.module.css'

/** The deliveries that came, newest first. */
export function OrderReceipts({ receipts }: { receipts: readonly Receipt[] }) {
  if (receipts.length === 0) return <p className={classes.none}>Nothing has been received yet.</p>
  return (
    <ul className={classes.list}>
      {receipts.map((receipt) => (
        <li key={receipt.id} className={classes.receipt}>
          <div className={classes.head}>
            <strong className="fw-number">{receipt.number}</strong>
            <span className="fw-muted">
              {receipt.receivedBy ? `${receipt.receivedBy.name}, ` : ''}
              <RelativeTime value={receipt.receivedAt} />, into {receipt.location.name}
            </span>
          </div>
          <ul className={classes.lines}>
            {receipt.lines.map((line) => (
              <li key={line.lineId}>
                <QuantityText value={line.quantity} /> × {line.itemName}
              </li>
            ))}
          </ul>
          {receipt.notes ? <p className={classes.notes}>{receipt.notes}</p> : null}
        </li>
      ))}
    </ul>
  )
}
