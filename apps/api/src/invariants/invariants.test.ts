import { createPool, type Pool } from '@framewright/db/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeFinding } from '../cli/check.ts'
import { openShop, type Shop } from '../testing/shop.ts'
import { checkInvariants, type Finding } from './invariants.ts'

let shop: Shop
let pool: Pool
beforeAll(async () => {
  shop = await openShop()
  const { api } = await shop.role('ADMIN')
  pool = createPool(shop.url, { max: 2 })
  const { id: frameId } = await api.frame.create({
    name: 'Window',
    material: 'Oak',
    widthMm: 900,
    heightMm: 900,
    openingStock: 3,
  })
  const lines = [
    { itemId: frameId, quantity: '4', unitPrice: '10.5' },
    { itemName: 'Putty', quantity: '2', unitPrice: '1' },
  ]
  const order = await api.purchaseOrder.create({ supplierName: 'Glaswerk', lines })
  await api.purchaseOrder.receive({ id: order.id })
  const customer = await shop.deps.prisma.customer.create({ data: { code: 'C1', name: 'Builders' } })
  const sale = await api.salesOrder.create({
    customerId: customer.id,
    lines: [{ itemId: frameId, quantity: '3', unitPrice: '99.99', taxRate: '20' }],
  })
  await api.salesOrder.confirm({ id: sale.id })
  await api.salesOrder.ship({ id: sale.id, lines: [{ lineId: sale.lines[0]?.id ?? 0, quantity: '1' }] })
  await api.invoice.create({ salesOrderId: sale.id })
  const parcel = await api.fulfilment.create({
    salesOrderId: sale.id,
    lines: [{ lineId: sale.lines[0]?.id ?? 0, quantity: '1' }],
  })
  const { email: userEmail } = await shop.deps.prisma.user.findFirstOrThrow({ where: { role: { code: 'ADMIN' } } })
  await api.fulfilment.startPicking({ fulfilmentId: parcel.id, userEmail })
  await api.fulfilment.completePicking({ fulfilmentId: parcel.id, userEmail })
  await api.customerReturn.create({
    salesOrderId: sale.id,
    reason: 'Cracked',
    lines: [{ lineId: sale.lines[0]?.id ?? 0, quantity: '1' }],
  })
  const { id: putty } = await api.item.create({ sku: 'PUTTY', name: 'Putty', unit: 'kg', openingStock: 1 })
  await api.bom.create({ itemId: frameId, lines: [{ componentId: putty, quantity: 5, unit: 'g', stage: 'GLAZING' }] })
  const saw = await api.machine.create({ code: 'SAW', name: 'Saw' })
  await api.machine.setState({ id: saw.id, state: 'RUNNING' })
  const made = await api.productionOrder.create({ itemId: frameId, quantity: 3 })
  await api.productionOrder.release({ id: made.id })
  await api.productionOrder.output({ productionOrderId: made.id, quantity: 1, scrap: 1, reason: 'Cracked' })
  const begun = await api.productionOrder.create({ itemId: frameId, quantity: 3 })
  await api.productionOrder.release({ id: begun.id })
  await api.productionOrder.output({ productionOrderId: begun.id, stage: 'ASSEMBLY', quantity: 3 })
  const place = await shop.deps.prisma.location.findFirstOrThrow({ where: { code: 'ASSEMBLED' } })
  const looked = await api.inspection.create({
    ...{ type: 'IN_PROCESS', itemId: frameId, quantity: '1', locationId: place.id },
    ...{ sourceType: 'productionOrder', sourceId: begun.id },
  })
  const askew = await api.inspection.record({ id: looked.id, readings: [], result: 'FAILED', defect: 'Askew' })
  await api.nonConformance.decide({ id: askew.nonConformances[0]?.id ?? 0, disposition: 'SCRAP' })
  await api.inspectionPlan.create({
    ...{ name: 'On arrival', type: 'INCOMING', itemId: putty, sampling: 'ALL' },
    characteristics: [{ name: 'Soft', kind: 'PASS_FAIL' }],
  })
  for (const quantity of ['2', '3', '4']) {
    const more = await api.purchaseOrder.create({
      supplierName: 'Glaswerk',
      lines: [{ itemId: putty, quantity, unitPrice: '1' }],
    })
    await api.purchaseOrder.receive({ id: more.id })
  }
  const [waiting, failing] = (await api.inspection.pending({})).items
  await api.inspection.record({ id: waiting?.id ?? 0, readings: [{ lineNo: 1, passed: true }] })
  const bad = await api.inspection.record({ id: failing?.id ?? 0, readings: [{ lineNo: 1, passed: false }] })
  await api.nonConformance.decide({ id: bad.nonConformances[0]?.id ?? 0, disposition: 'RETURN' })
  const { id } = await api.workOrder.create({ frameId, description: 'Make one' })
  await api.task.create({
    kind: 'ASSEMBLY',
    frameId,
    workOrderId: id,
    startTime: '2026-01-05T08:00:00Z',
    endTime: '2026-01-05T09:00:00Z',
  })
})
afterAll(async () => {
  await pool.end()
  await shop.close()
})

/** One way of breaking each, past the guards that would refuse it. */
const breakages: Record<string, string> = {
  'balances-equal-movements': `UPDATE stock_balance SET on_hand = on_hand + 1 WHERE usage = 'STORAGE'`,
  'balances-know-their-location': `UPDATE location SET usage = 'QUARANTINE' WHERE code = 'STOCK'`,
  'boms-without-loops': 'UPDATE bom_line SET component_id = (SELECT item_id FROM bom WHERE id = bom_id)',
  'completed-tasks-have-movements': `DELETE FROM stock_movement WHERE source_type = 'task'`,
  'events-have-positions': `INSERT INTO event (at, type, entity, entity_id)
    VALUES (now() - interval '2 days', 'frame.updated', 'frame', 1)`,
  'item-stock-equals-balances': 'UPDATE item_stock SET reserved = reserved + 1',
  'fulfilled-within-line': 'UPDATE fulfilment_line SET picked = 3, quantity = 3',
  'fulfilments-move-stock': `DELETE FROM stock_movement WHERE source_type = 'fulfilment'`,
  'half-made-is-promised': 'UPDATE reservation SET quantity = quantity + 1 WHERE production_order_id IS NOT NULL',
  'invoice-totals': `UPDATE invoice SET total = total + 1, subtotal = subtotal + 1`,
  'invoiced-within-shipped': 'UPDATE sales_order_line SET invoiced = invoiced - 0.5 WHERE invoiced > 0',
  'locations-net-to-zero': `UPDATE stock_balance SET on_hand = on_hand + 1 WHERE usage = 'SUPPLIER'`,
  'low-stock-equals-recount': 'INSERT INTO low_stock (item_id) SELECT id FROM item',
  'machine-states-follow-on': "UPDATE machine SET state = 'DOWN'",
  'movements-reversed-once': `INSERT INTO stock_movement (item_id, from_id, to_id, quantity, source_type, operation_key, reverses_id)
    SELECT item_id, to_id, from_id, quantity + n, 'correction', 'again-' || id || '-' || n, id FROM stock_movement, generate_series(0, 1) n
    WHERE source_type = 'purchaseOrder'`,
  'numbers-unique': `INSERT INTO purchase_order (number, supplier_id, order_date)
    SELECT lower(number), supplier_id, order_date FROM purchase_order`,
  'one-running-task': `INSERT INTO task (kind, item_id, quantity, user_id, status, start_time)
    SELECT kind, item_id, quantity, user_id, 'IN_PROGRESS', now() FROM task, generate_series(1, 2) WHERE status = 'COMPLETED'`,
  'order-state-fits-receipts': `UPDATE purchase_order SET status = 'PENDING'`,
  'order-totals': 'UPDATE purchase_order SET total_amount = total_amount + 0.01',
  'own-invoices-without-gaps': 'UPDATE invoice_series SET last = last + 1',
  'production-equals-outputs': 'UPDATE production_order SET material_cost = material_cost + 1',
  'production-losses-recorded': 'DELETE FROM production_output WHERE non_conformance_id IS NOT NULL',
  'production-numbers-in-series': 'DELETE FROM production_day',
  'production-outputs-have-movements': `DELETE FROM stock_movement WHERE source_type = 'productionOrder'`,
  'credits-add-up': 'UPDATE customer_return_line SET credit_subtotal = 1',
  'quality-holds-goods': 'UPDATE inspection SET quantity = quantity + 1',
  'quality-moves-stock': `DELETE FROM stock_movement WHERE source_type = 'inspection'`,
  'receipts-have-movements': `DELETE FROM stock_movement WHERE source_type = 'purchaseOrder'`,
  'received-within-line': 'UPDATE purchase_order_line SET received = received - 1 WHERE line_no = 1 AND returned = 0',
  'reserved-within-on-hand': `UPDATE stock_balance SET reserved = on_hand + 1 WHERE usage = 'STORAGE'`,
  'reserved-equals-reservations': `UPDATE stock_balance SET reserved = reserved + 1 WHERE usage = 'STORAGE'`,
  'returned-within-received': 'UPDATE purchase_order_line SET returned = received',
  'returned-within-delivered': 'UPDATE customer_return_line SET quantity = quantity + 1',
  'returns-have-movements': 'UPDATE customer_return_line SET received = quantity',
  'sales-order-totals': 'UPDATE sales_order SET subtotal = subtotal + 1, total = total + 1',
  'shipments-have-movements': `DELETE FROM stock_movement WHERE source_type = 'shipment'`,
  'shipped-within-line': 'UPDATE sales_order_line SET shipped = shipped - 1 WHERE shipped > 0',
  'statistics-equal-recount': `INSERT INTO statistic (metric, bucket, count) VALUES ('frame', 'all', 1)`,
  'stock-value-equals-recount': 'UPDATE item SET cost = cost + 1',
  'task-duration-fits': 'UPDATE task SET duration = duration + 1',
}

const guards = [
  'ALTER TABLE stock_balance DROP CONSTRAINT stock_balance_reserved_within',
  'ALTER TABLE sales_order_line DROP CONSTRAINT sales_order_line_invoiced_within',
  'DROP INDEX stock_movement_reverses_id_key',
  'DROP INDEX task_one_running_per_user',
  ...[
    'stock_movement',
    'stock_balance',
    'item',
    'purchase_order',
    'task',
    'invoice',
    'production_order',
    'bom_line',
  ].map((table) => `ALTER TABLE ${table} DISABLE TRIGGER USER`),
]

/** What the invariants find after a change that is then undone, the guards against it with it. */
async function findingsAfter(change: string): Promise<Finding[]> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    for (const guard of guards) await client.query(guard)
    await client.query(change)
    return await checkInvariants(client)
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

describe('the invariants', () => {
  it('hold after ordinary work', async () => {
    const findings = await checkInvariants(pool)
    expect(findings.filter((finding) => finding.violations > 0)).toEqual([])
    expect(findings.every((finding) => finding.rule.endsWith('.'))).toBe(true)
  })

  it('each have a breakage below', async () => {
    expect((await checkInvariants(pool)).map((finding) => finding.name)).toEqual(Object.keys(breakages).sort())
  })

  it.each(Object.entries(breakages))('%s names its violation', async (name, change) => {
    const finding = (await findingsAfter(change)).find((one) => one.name === name)
    expect(finding?.violations).toBeGreaterThan(0)
    expect(finding?.rows.length).toBeGreaterThan(0)
    if (finding) expect(describeFinding(finding)).toMatch(new RegExp(`^${name} +\\d+ violation`))
  })
})
