import type { Call } from '@framewright/contracts/core/context'
import { DomainError } from '@framewright/contracts/errors'
import {
  differences,
  differencesInWords,
  type InvoiceBody,
  invoiceBody,
} from '@framewright/contracts/invoice/invoice.comparison'
import { invoiceNumber } from '@framewright/contracts/invoice/invoice.number'
import type { ImportInvoiceInput } from '@framewright/contracts/invoice/invoice.schema'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { shopKey, toStored } from '../shop/shop.settings.ts'
import { imported } from './imported.ts'
import { customerOf } from './imported-customer.ts'
import { importedLines } from './imported-items.ts'
import { personOf } from './imported-salesman.ts'

interface Stored {
  id: number
  invoiceNo: string
  body: InvoiceBody
}

/**
 * Takes in one invoice, or finds it taken in. Items come first, then the customer, then the invoice itself: everybody waits
 * in this order, so that importers of overlapping invoices do not deadlock.
 * @throws DomainError CONFLICT with `differences` where the invoice of that number says something else.
 */
export async function importInvoice(
  tx: Tx,
  emit: Emit,
  call: Call,
  input: ImportInvoiceInput,
  now: Date,
): Promise<{ id: number; created: boolean }> {
  const number = invoiceNumber(input.invoiceNo)
  const body = invoiceBody(input)
  const before = await find(tx, input.source, number)
  if (before !== undefined) return same(before, input, body)

  const shop = toStored((await tx.setting.findUnique({ where: { key: shopKey } }))?.value)
  const { lines, totals } = await importedLines(tx, emit, input.items, shop.unknownItems)
  const salesman = input.salesman ?? ''
  const named = salesman === '' ? null : await personOf(tx, salesman)
  const customer = await customerOf(tx, emit, input.customer, named)
  // An invoice that names nobody is whoever's the customer is.
  const ownerId = salesman === '' ? customer.ownerId : named
  const address = input.customer.address || customer.address
  const taxId = input.customer.taxId || customer.taxId
  const [made] = await tx.$queryRaw<{ id: number }[]>`
    INSERT INTO invoice (source, invoice_no, number, invoice_date, salesman, owner_id, customer_id, customer_name,
      customer_address, customer_tax_id, subtotal, tax_total, total, body, created_by_id)
    VALUES (${input.source}, ${input.invoiceNo}, ${number}, ${input.invoiceDate}::date, ${salesman}, ${ownerId}::int,
      ${customer.id}, ${input.customer.name}, ${address}, ${taxId}, ${totals.subtotal}::numeric,
      ${totals.taxTotal}::numeric, ${totals.total}::numeric, ${JSON.stringify(body)}::jsonb, ${call.caller.userId})
    ON CONFLICT (source, number) DO NOTHING RETURNING id`
  if (made === undefined) {
    // Somebody else has just brought it. Had they said something else, what was made on the way here goes with the refusal.
    const theirs = await find(tx, input.source, number)
    if (theirs === undefined) throw new DomainError('CONFLICT', 'This was just done by somebody else. Try again.', {})
    return same(theirs, input, body)
  }
  await tx.invoiceLine.createMany({ data: lines.map((line) => ({ ...line, invoiceId: made.id })) })
  const invoice = {
    id: made.id,
    ownerId,
    payload: {
      number,
      invoiceNo: input.invoiceNo,
      source: input.source,
      invoiceDate: input.invoiceDate,
      customerId: customer.id,
      customer: customer.name,
      salesman,
      ...totals,
      to: 'CREATED',
    },
  }
  await imported(tx, emit, call, invoice, now)
  return { id: made.id, created: true }
}

async function find(tx: Tx, source: string, number: string): Promise<Stored | undefined> {
  const [row] = await tx.$queryRaw<Stored[]>`
    SELECT id, invoice_no AS "invoiceNo", body FROM invoice WHERE source = ${source} AND number = ${number}`
  return row
}

function same(stored: Stored, input: ImportInvoiceInput, body: InvoiceBody): { id: number; created: boolean } {
  const different = differences(stored.body, body)
  if (different.length === 0) return { id: stored.id, created: false }
  throw new DomainError(
    'CONFLICT',
    `The invoice ${stored.invoiceNo} of ${input.source} is already here and says something else: ${differencesInWords(different)}.`,
    {
      rule: 'invoice.differs',
      id: stored.id,
      invoiceNo: stored.invoiceNo,
      source: input.source,
      differences: different,
    },
  )
}
