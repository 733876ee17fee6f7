import type { InvoiceStatus } from '@framewright/contracts/invoice/invoice.status'
import { sql } from 'kysely'

/**
 * How far the goods of an invoice are, over `invoice` and `sales_order`, as `statusOfGoods` says it. An own invoice bills
 * what has left the house already.
 */
export const statusOfInvoice = sql<InvoiceStatus>`(case
  when sales_order.status = 'DELIVERED' then 'DELIVERED'
  when invoice.sales_order_id is not null then 'DISPATCHED'
  else coalesce(
    (select min(f.status)::text from fulfilment f where f.invoice_id = invoice.id and f.status <> 'CANCELLED'),
    (select min(f.status)::text from fulfilment f where f.invoice_id = invoice.id),
    'CREATED') end)`
