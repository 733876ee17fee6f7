import type { ImportedItem } from '@framewright/contracts/invoice/invoice.schema'
import type { ClientBase } from 'pg'
import type { NewEvent } from '../../core/outbox.ts'
import { createItems, findItems } from '../../invoice/imported-items.ts'
import { personOf } from '../../invoice/imported-salesman.ts'
import { shopKey } from '../../shop/shop.settings.ts'
import type { Importer } from '../existing.ts'
import { day, email, type Field, percent, positiveQuantity, price, sku, text } from '../field.ts'
import { countsOf, type Kind, rowRule } from '../kind.ts'
import { onConnection } from '../on-connection.ts'
import { prepareInvoices } from './invoice-body.ts'
import { goods, sendGoods } from './invoice-goods.ts'

const orderFields: Field[] = [
  { name: 'invoiceNo', type: text(60), required: true },
  { name: 'invoiceDate', type: day, required: true },
  { name: 'source', type: text(40) },
  { name: 'salesman', type: text(200) },
  { name: 'customerCode', type: text(40) },
  { name: 'customer', type: text(200), required: true },
  { name: 'email', type: email },
  { name: 'phone', type: text(60) },
  { name: 'address', type: text(500) },
  { name: 'taxId', type: text(60) },
  goods,
]

/** Who imports, in a statement; nobody from the command line. */
const by = (importer: Importer | undefined): string => `${importer?.userId ?? 'NULL'}::int`

/** Whether the shop lets imports make items. */
const createsItems = `EXISTS (SELECT FROM setting WHERE key = '${shopKey}' AND value ->> 'unknownItems' = 'create')`
/** Where what is stored differs from what is given: the first few, and how many more. */
const differences = `
  SELECT string_agg(path || ' is ' || coalesce('"' || there || '"', 'not said') || ' there and ' ||
    coalesce('"' || here || '"', 'not said') || ' here', '; ' ORDER BY place) FILTER (WHERE place <= 4)
    || CASE WHEN max(place) > 4 THEN '; and ' || max(place) - 4 || ' more' ELSE '' END
  FROM (
    SELECT path, t.value AS there, h.value AS here, row_number() OVER (ORDER BY path) AS place
    FROM jsonb_each_text(i.body) t (path, value) FULL JOIN jsonb_each_text(o.body) h (path, value) USING (path)
    WHERE t.value IS DISTINCT FROM h.value
  ) different`

/** The staged lines of what goes in, with their item and totals; see sales-order.ts for why these are the pricing's. */
const priced = `
  SELECT s.order_key, s.line, i.id AS item_id, coalesce(nullif(s.name, ''), i.name) AS item_name, s.quantity, s.unit_price,
    t.discount_percent, t.tax_rate, t.subtotal, round(t.subtotal * t.tax_rate / 100, 2) AS tax_total
  FROM staged s JOIN item i ON lower(i.sku) = lower(s.sku)
  CROSS JOIN LATERAL (SELECT coalesce(s.tax_rate, i.tax_rate) AS tax_rate, coalesce(s.discount_percent, 0) AS discount_percent,
    round(s.quantity * s.unit_price * (1 - coalesce(s.discount_percent, 0) / 100), 2) AS subtotal) t
  WHERE NOT s.refused`

/**
 * Invoices of another system with their lines, as POST /sales/import/invoice takes them: one that is here already and says
 * the same is passed over, one that says something else is refused with what differs.
 */
export const invoice: Kind = {
  name: 'invoice',
  plural: 'invoices',
  orderFields,
  orderKey: 'invoiceNo',
  fields: [
    { name: 'sku', type: sku, required: true },
    { name: 'name', type: text(200) },
    { name: 'quantity', type: positiveQuantity, required: true },
    { name: 'unitPrice', type: price, required: true },
    { name: 'discountPercent', type: percent },
    { name: 'taxRate', type: percent },
  ],
  prepare: prepareInvoices,
  rules: [
    `SELECT 0, s.line, 'There is no invoice for this line in the file of the invoices.'
      FROM staged s LEFT JOIN staged_order o USING (order_key) WHERE o.order_key IS NULL AND s.order_key IS NOT NULL`,
    `SELECT 0, s.line, 'This line does not say which invoice it belongs to.' FROM staged s
      WHERE s.order_key IS NULL AND s.problems IS NULL`,
    `SELECT 1, o.line, format('The invoice %s has no lines.', o.invoice_no)
      FROM staged_order o LEFT JOIN staged s USING (order_key) WHERE s.line IS NULL AND o.order_key IS NOT NULL`,
    `SELECT 1, o.line, 'An invoice has at most 500 lines.' FROM staged_order o
      JOIN (SELECT order_key FROM staged GROUP BY 1 HAVING count(*) > 500) long USING (order_key)`,
    `SELECT 1, o.line, 'A number needs at least one letter or digit.' FROM staged_order o WHERE o.number = ''`,
    `SELECT 1, o.line, 'OWN is the source of the invoices written here.' FROM staged_order o WHERE o.from_system = 'OWN'`,
    `SELECT 1, o.line, format('The invoice %s is already on line %s.', o.invoice_no, first.line)
      FROM staged_order o
      JOIN (SELECT from_system, number, min(line) AS line FROM staged_order GROUP BY 1, 2 HAVING count(*) > 1) first
        USING (from_system, number)
      WHERE o.line > first.line`,
    `SELECT 0, s.line, format('There is no item with the SKU %s. Import the items first.', s.sku)
      FROM staged s LEFT JOIN item i ON lower(i.sku) = lower(s.sku)
      WHERE s.sku IS NOT NULL AND i.id IS NULL AND NOT ${createsItems}`,
    `SELECT 1, o.line, format('The invoice %s of %s is already here and says something else: %s.', i.invoice_no, i.source,
        (${differences}))
      FROM staged_order o JOIN invoice i ON i.source = o.from_system AND i.number = o.number WHERE i.body <> o.body`,
    rowRule('s.quantity * s.unit_price >= 1e15', 'Quantity times unitPrice is more than a line can hold.'),
  ],
  async write(client, runId, importer) {
    await client.query(
      'DELETE FROM staged_order o USING invoice i WHERE i.source = o.from_system AND i.number = o.number',
    )
    const events: NewEvent[] = []
    await makeItems(client, events)
    await findPeople(client)
    await findCustomers(client, events)
    await tell(client, events, runId, importer)
    const { invoices = 0, lines = 0 } = await countsOf(client, insert(runId, importer))
    // What a person brings is to be sent, as by the API; what moves in with a shop has mostly left long ago.
    const sent = await sendGoods(client, runId, importer ? 'SEND' : 'GONE', by(importer))
    return [
      { count: invoices, what: 'invoices' },
      { count: lines, what: 'lines' },
      ...(sent > 0 ? [{ count: sent, what: 'fulfilments' }] : []),
    ]
  },
}

/**
 * The invoices with their events and lines: for all of them what invoice/imported.ts brings about for one. Whoever brought
 * one of them at the same moment was first.
 */
const insert = (runId: number, importer: Importer | undefined) => `
  WITH priced AS MATERIALIZED (${priced}), sums AS (
    SELECT order_key, sum(subtotal) AS subtotal, sum(tax_total) AS tax_total FROM priced GROUP BY order_key
  ), made AS (
    INSERT INTO invoice (source, invoice_no, number, invoice_date, salesman, owner_id, customer_id, customer_name,
      customer_address, customer_tax_id, subtotal, tax_total, total, body, import_run_id, created_by_id)
    SELECT o.from_system, o.invoice_no, o.number, o.invoice_date, coalesce(o.salesman, ''),
      CASE WHEN o.salesman IS NULL THEN c.owner_id ELSE o.person_id END, c.id, o.customer, coalesce(o.address, c.address),
      coalesce(o.tax_id, c.tax_id), sums.subtotal, sums.tax_total, sums.subtotal + sums.tax_total, o.body, ${runId},
      ${by(importer)}
    FROM staged_order o JOIN sums USING (order_key) JOIN customer c ON c.id = o.customer_id
    WHERE NOT o.refused ORDER BY o.line
    ON CONFLICT (source, number) DO NOTHING
    RETURNING *
  ), told AS (
    INSERT INTO event (actor_id, type, entity, entity_id, owner_id, payload)
    SELECT ${by(importer)}, 'invoice.imported', 'invoice', m.id, m.owner_id, jsonb_build_object('number', m.number,
      'invoiceNo', m.invoice_no, 'source', m.source, 'invoiceDate', m.invoice_date, 'customerId', m.customer_id,
      'customer', c.name, 'salesman', m.salesman, 'subtotal', m.subtotal::text, 'taxTotal', m.tax_total::text,
      'total', m.total::text, 'to', 'CREATED', 'importRunId', ${runId})
    FROM made m JOIN customer c ON c.id = m.customer_id
  ), lines AS (
    INSERT INTO invoice_line (invoice_id, line_no, item_id, item_name, quantity, unit_price, discount_percent, tax_rate,
      subtotal, tax_total, total)
    SELECT m.id, row_number() OVER (PARTITION BY m.id ORDER BY p.line), p.item_id, p.item_name, p.quantity, p.unit_price,
      p.discount_percent, p.tax_rate, p.subtotal, p.tax_total, p.subtotal + p.tax_total
    FROM made m JOIN staged_order o ON o.from_system = m.source AND o.number = m.number AND NOT o.refused
    JOIN priced p USING (order_key)
    RETURNING 1
  ) SELECT (SELECT count(*) FROM made) AS invoices, (SELECT count(*) FROM lines) AS lines`

/** The items there are none of, where the shop lets imports make them: else their lines have been refused. */
async function makeItems(client: ClientBase, events: NewEvent[]): Promise<void> {
  const { rows } = await client.query<ImportedItem>(`
    SELECT DISTINCT ON (lower(s.sku)) s.sku, coalesce(s.name, '') AS name, s.quantity::text, s.unit_price::text AS "unitPrice",
      coalesce(s.tax_rate, 0)::text AS "taxRate"
    FROM staged s JOIN staged_order o USING (order_key) LEFT JOIN item i ON lower(i.sku) = lower(s.sku)
    WHERE i.id IS NULL AND NOT s.refused AND NOT o.refused ORDER BY lower(s.sku), s.line`)
  if (rows.length === 0) return
  const tx = onConnection(client)
  await createItems(tx, (event) => events.push(event), rows, await findItems(tx, rows))
}

async function findPeople(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ salesman: string }>(
    'SELECT DISTINCT salesman FROM staged_order WHERE salesman IS NOT NULL AND NOT refused',
  )
  for (const { salesman } of rows) {
    const person = await personOf(onConnection(client), salesman)
    await client.query('UPDATE staged_order SET person_id = $2 WHERE salesman = $1', [salesman, person])
  }
}

interface StagedCustomer {
  code: string | undefined
  name: string
  email: string
  phone: string
  address: string
  taxId: string
  ownerId: number | null
  lines: number[]
}

/** The customers, made where there are none. */
async function findCustomers(client: ClientBase, events: NewEvent[]): Promise<void> {
  const { rows } = await client.query<StagedCustomer>(`
    SELECT (array_agg(customer_code ORDER BY line))[1] AS code, (array_agg(customer ORDER BY line))[1] AS name,
      coalesce(max(email), '') AS email, coalesce((array_agg(phone ORDER BY line))[1], '') AS phone,
      coalesce((array_agg(address ORDER BY line))[1], '') AS address, coalesce(max(tax_id), '') AS "taxId",
      (array_agg(person_id ORDER BY line))[1] AS "ownerId", array_agg(line) AS lines
    FROM staged_order WHERE NOT refused
    GROUP BY lower(customer_code), CASE WHEN customer_code IS NULL THEN name_key(customer) END,
      CASE WHEN customer_code IS NULL THEN lower(email) END, CASE WHEN customer_code IS NULL THEN tax_id END
    ORDER BY min(line)`)
  // Only now: it builds its statements, and what that takes is more than all else an import loads.
  const { findCustomer, makeCustomer } = await import('../../invoice/imported-customer.ts')
  const tx = onConnection(client)
  let locked = false
  for (const row of rows) {
    const given = { ...row, code: row.code ?? undefined }
    let customer = await findCustomer(tx, given)
    if (customer === undefined && !locked) {
      // Whoever would make the same customers waits until this import has ended, and then finds them.
      await client.query('LOCK TABLE customer IN SHARE ROW EXCLUSIVE MODE')
      locked = true
      customer = await findCustomer(tx, given)
    }
    customer ??= await makeCustomer(tx, (event) => events.push(event), given, row.ownerId)
    await client.query('UPDATE staged_order SET customer_id = $2 WHERE line = ANY($1)', [row.lines, customer.id])
  }
}

async function tell(
  client: ClientBase,
  events: readonly NewEvent[],
  runId: number,
  importer: Importer | undefined,
): Promise<void> {
  const told = events.map(({ entity, id, what, ownerId, payload }) => ({
    type: `${entity}.${what}`,
    entity,
    entity_id: id,
    owner_id: ownerId ?? null,
    payload: { ...payload, importRunId: runId },
  }))
  await client.query(
    `INSERT INTO event (actor_id, type, entity, entity_id, owner_id, payload)
      SELECT ${by(importer)}, type, entity, entity_id, owner_id, payload
      FROM jsonb_to_recordset($1) AS e (type text, entity text, entity_id int, owner_id int, payload jsonb)`,
    [JSON.stringify(told)],
  )
}
