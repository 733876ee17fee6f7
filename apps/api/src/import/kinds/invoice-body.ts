import { invoiceBody } from '@framewright/contracts/invoice/invoice.comparison'
import { importedSource, invoiceNumber, invoiceSource } from '@framewright/contracts/invoice/invoice.number'
import type { ImportedItem } from '@framewright/contracts/invoice/invoice.schema'
import type { ClientBase } from 'pg'

interface StagedInvoice {
  line: number
  invoiceNo: string | null
  invoiceDate: string | null
  source: string | null
  salesman: string | null
  code: string | null
  name: string | null
  email: string | null
  phone: string | null
  address: string | null
  taxId: string | null
  items: (Partial<Record<keyof ImportedItem, string | null>> | null)[]
}

/** Invoices that are held in memory at once. */
const atOnce = 1_000

/**
 * Notes of each staged invoice its number, its source and what it says in the form in which imports are compared: by the
 * functions of the API's own import, so that a file and a request that say the same are the same.
 */
export async function prepareInvoices(client: ClientBase): Promise<void> {
  await client.query(`
    ALTER TABLE staged_order ADD number text, ADD from_system text, ADD body jsonb, ADD person_id int, ADD customer_id int;
    CREATE INDEX ON staged (order_key);
    ANALYZE staged; ANALYZE staged_order`)
  for (let last = 0; ; ) {
    const { rows } = await client.query<StagedInvoice>(
      `SELECT o.line, o.invoice_no AS "invoiceNo", o.invoice_date::text AS "invoiceDate", o.source, o.salesman,
        o.customer_code AS code, o.customer AS name, o.email, o.phone, o.address, o.tax_id AS "taxId", items.items
      FROM staged_order o
      CROSS JOIN LATERAL (
        SELECT coalesce(json_agg(json_build_object('sku', s.sku, 'name', s.name, 'quantity', s.quantity::text,
          'unitPrice', s.unit_price::text, 'discountPercent', s.discount_percent::text, 'taxRate', s.tax_rate::text)
          ORDER BY s.line), '[]') AS items
        FROM staged s WHERE s.order_key = o.order_key) items
      WHERE o.line > $1 ORDER BY o.line LIMIT ${atOnce}`,
      [last],
    )
    if (rows.length === 0) break
    last = rows.at(-1)?.line ?? last
    const computed = rows.map((row) => ({
      line: row.line,
      number: invoiceNumber(row.invoiceNo ?? ''),
      from_system: invoiceSource(row.source ?? importedSource),
      body: bodyOf(row),
    }))
    await client.query(
      `UPDATE staged_order o SET number = c.number, from_system = c.from_system, body = c.body
        FROM jsonb_to_recordset($1) AS c (line int, number text, from_system text, body jsonb) WHERE o.line = c.line`,
      [JSON.stringify(computed)],
    )
  }
  // What is here already, and may say the same.
  await client.query(`UPDATE staged s SET existing = i.id FROM staged_order o, invoice i
    WHERE o.order_key = s.order_key AND i.source = o.from_system AND i.number = o.number`)
}

/** Null where something required is missing: then the invoice is refused for that. */
function bodyOf({ invoiceDate, salesman, code, name, email, phone, address, taxId, items }: StagedInvoice) {
  if (invoiceDate === null || name === null) return null
  const lines = items.map((item) => {
    const { sku, quantity, unitPrice } = item ?? {}
    if (!sku || !quantity || !unitPrice) return null
    const said = (value: string | null | undefined) => value ?? undefined
    const { discountPercent, taxRate } = item ?? {}
    return {
      sku,
      quantity,
      unitPrice,
      name: said(item?.name),
      discountPercent: said(discountPercent),
      taxRate: said(taxRate),
    }
  })
  if (lines.includes(null)) return null
  const or = (value: string | null) => value ?? undefined
  return invoiceBody({
    invoiceDate,
    salesman: or(salesman),
    customer: {
      name,
      code: or(code),
      email: or(email),
      phone: or(phone),
      address: or(address),
      taxId: or(taxId),
    },
    items: lines.filter((line) => line !== null),
  })
}
