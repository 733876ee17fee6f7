import type { Caller } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { customerReturnActionsFor } from '@framewright/contracts/customer-return/customer-return.lifecycle'
import type { CustomerReturnSummary } from '@framewright/contracts/customer-return/customer-return.schema'
import { personName } from '../core/names.ts'
import type { ReturnRow } from './customer-return.sql.ts'

export function toSummary(row: ReturnRow, caller: Caller): CustomerReturnSummary {
  return {
    id: row.id,
    number: row.number,
    source:
      row.sales_order_id === null
        ? { type: 'invoice', id: row.invoice_id ?? 0, number: row.invoice_no ?? '' }
        : { type: 'order', id: row.sales_order_id, number: row.order_number ?? '' },
    fulfilment: row.fulfilment_id === null ? null : { id: row.fulfilment_id, number: row.fulfilment_number ?? '' },
    customer: { id: row.customer_id, name: row.customer },
    owner: row.owner_id === null ? null : { id: row.owner_id, name: personName(row) },
    status: row.status,
    reason: row.reason,
    lineCount: row.line_count,
    createdAt: row.created_at.toISOString(),
    version: row.version,
    allowedActions: customerReturnActionsFor(
      { status: row.status, anyPassed: row.any_passed, credited: row.credit_no !== null },
      caller,
    ),
  }
}

export const orNull = (value: string | null): string | null => (value === null ? null : decimal.quantity(value))
