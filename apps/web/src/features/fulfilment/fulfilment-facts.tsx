import type { Fulfilment } from '@framewright/contracts/fulfilment/fulfilment.schema'
import { Link } from '@tanstack/react-router'
import { type Fact, FactGrid } from '~/components/fact-grid.tsx'
import { DayText, RelativeTime } from '~/components/text.tsx'
import { useMayAny } from '~/lib/session.ts'

const at = (label: string, value: string | null): Fact | null =>
  value === null ? null : { label, value: <RelativeTime value={value} /> }

/** What it is of, where it goes, when it is due, and how far it has got. */
export function FulfilmentFacts({ fulfilment }: { fulfilment: Fulfilment }) {
  const seesCustomers = useMayAny('customer.read', 'customer.own')
  const { customer, source, shipTo, owner, createdBy } = fulfilment
  const address = [shipTo.name, shipTo.address, shipTo.phone].filter((part) => part !== '').join('\n')
  return (
    <FactGrid
      facts={[
        {
          label: 'Customer',
          value: seesCustomers ? (
            <Link to="/customers/$id" params={{ id: String(customer.id) }} className="fw-link">
              {customer.name}
            </Link>
          ) : (
            customer.name
          ),
        },
        { label: source.type === 'order' ? 'Sales order' : 'Invoice', value: <SourceLink source={source} /> },
        { label: 'Goes to', value: <span style={{ whiteSpace: 'pre-line' }}>{address}</span> },
        { label: 'Due', value: <DayText value={fulfilment.dueDate} late={fulfilment.late} /> },
        owner && { label: 'Owner', value: owner.name },
        {
          label: 'Created',
          value: (
            <>
              <RelativeTime value={fulfilment.createdAt} />
              {createdBy ? `, ${createdBy.name}` : ''}
            </>
          ),
        },
        at('Released', fulfilment.releasedAt),
        at('Picked', fulfilment.pickedAt),
        at('Packed', fulfilment.packedAt),
        at('Dispatched', fulfilment.dispatchedAt),
        at('Delivered', fulfilment.deliveredAt),
        fulfilment.shipment !== null && {
          label: 'Shipment',
          value: <span className="fw-number">{fulfilment.shipment}</span>,
        },
      ]}
    />
  )
}

/** The order or invoice, linked for whoever may open it. */
export function SourceLink({ source }: { source: Fulfilment['source'] }) {
  const seesOrders = useMayAny('salesOrder.read', 'salesOrder.own')
  const seesInvoices = useMayAny('invoice.read', 'invoice.own')
  const order = source.type === 'order'
  if (!(order ? seesOrders : seesInvoices)) return <span className="fw-number">{source.number}</span>
  return (
    <Link
      to={order ? '/sales-orders/$id' : '/invoices/$id'}
      params={{ id: String(source.id) }}
      className="fw-link fw-number"
    >
      {source.number}
    </Link>
  )
}
