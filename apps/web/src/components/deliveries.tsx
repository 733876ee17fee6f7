import type { ReactNode } from 'react'
import classes from './deliveries.module.css'
import { QuantityText, RelativeTime } from './text.tsx'

/** A part of an order that came or went. */
export interface Delivery {
  id: number
  number: string
  by: { name: string } | null
  at: string
  notes: string
  lines: readonly { lineId: number; itemName: string; quantity: string }[]
}

interface Props<D extends Delivery> {
  deliveries: readonly D[]
  /** Instead of an empty list. */
  none: string
  /** After who and when: where it was put. */
  place?: (delivery: D) => ReactNode
}

/** The deliveries of an order, each with who, when and what. */
export function Deliveries<D extends Delivery>({ deliveries, none, place }: Props<D>) {
  if (deliveries.length === 0) return <p className={classes.none}>{none}</p>
  return (
    <ul className={classes.list}>
      {deliveries.map((delivery) => (
        <li key={delivery.id} className={classes.delivery}>
          <div className={classes.head}>
            <strong className="fw-number">{delivery.number}</strong>
            <span className="fw-muted">
              {delivery.by ? `${delivery.by.name}, ` : ''}
              <RelativeTime value={delivery.at} />
              {place?.(delivery)}
            </span>
          </div>
          <ul className={classes.lines}>
            {delivery.lines.map((line) => (
              <li key={line.lineId}>
                <QuantityText value={line.quantity} /> × {line.itemName}
              </li>
            ))}
          </ul>
          {delivery.notes ? <p className={classes.notes}>{delivery.notes}</p> : null}
        </li>
      ))}
    </ul>
  )
}
