import type pg from 'pg'
import * as bom from './bom.statements.ts'
import { confirmOrder, createOrder, groupBy, orderById, orderPage, productPage } from './statements.ts'

/** What a request may use. */
export interface Tools {
  pool: pg.Pool
  /** Whose orders are made. */
  userId: number
}

export type Answer = object | undefined

/** A route: what the pattern's group holds, and the body, come with the call. */
interface Route {
  method: 'GET' | 'POST'
  path: RegExp
  run(tools: Tools, given: string, body: string): Promise<Answer>
}

const pageSize = 50
type Row = Record<string, string>

/** The floor's routes, the same paths as the product's. Undefined where the act is not possible. */
export const routes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/api\/inventory\/products\?limit=50(?:&cursor=([\w-]+))?$/,
    async run({ pool }, cursor) {
      const [, name, id] = decoded(cursor) ?? [0, '', 0]
      const { rows } = await pool.query({ name: 'products', text: productPage, values: [name, id] })
      return page(rows, 'name', toItem)
    },
  },
  {
    method: 'GET',
    path: /^\/api\/sales\/orders\?limit=50(?:&cursor=([\w-]+))?$/,
    async run({ pool }, cursor) {
      const [, , id] = decoded(cursor) ?? [0, 0, 2_147_483_647]
      const { rows } = await pool.query({ name: 'orders', text: orderPage, values: [id] })
      return page(rows, '-id', toSummary)
    },
  },
  {
    method: 'GET',
    path: /^\/api\/sales\/orders\/(\d+)$/,
    async run({ pool }, id) {
      const { rows } = await pool.query({ name: 'order', text: orderById, values: [id] })
      return toOrder(rows[0])
    },
  },
  {
    method: 'POST',
    path: /^\/api\/sales\/orders$/,
    async run({ pool, userId }, _, body) {
      const { customerId, lines } = JSON.parse(body)
      const values = [customerId, userId, JSON.stringify(lines)]
      const { rows } = await pool.query({ name: 'create', text: createOrder, values })
      return toOrder(rows[0])
    },
  },
  {
    method: 'POST',
    path: /^\/api\/sales\/orders\/(\d+)\/confirm$/,
    async run({ pool }, id) {
      const { rows } = await pool.query({ name: 'confirm', text: confirmOrder, values: [id] })
      return rows[0] && toOrder(rows[0])
    },
  },
  {
    method: 'GET',
    path: /^\/api\/boms\/(\d+\/explosion\?quantity=\d+)$/,
    async run({ pool }, given) {
      const { rows } = await pool.query({ name: 'explosion', text: bom.explosion, values: given.match(/\d+/g) ?? [] })
      return { lines: rows }
    },
  },
  {
    method: 'POST',
    path: /^\/api\/production\/plans$/,
    async run({ pool }, _, body) {
      const { itemId, quantity } = JSON.parse(body).lines[0]
      const client = await pool.connect()
      try {
        await client.query('BEGIN')
        const orders = await client.query({ name: 'plan', text: bom.plan, values: [itemId, quantity] })
        await client.query({ name: 'pegs', text: bom.pegs, values: [orders.rows.map(({ id }) => id)] })
        const purchases = await client.query({ name: 'purchases', text: bom.purchases, values: [itemId, quantity] })
        await client.query('COMMIT')
        return { orders: orders.rows, purchases: purchases.rows }
      } finally {
        client.release()
      }
    },
  },
  {
    method: 'GET',
    path: /^\/api\/statistics\/orders$/,
    async run({ pool }) {
      const { rows } = await pool.query({ name: 'statistics', text: groupBy })
      return { purchase: rows.filter(({ of }) => of === 'purchase'), sales: rows.filter(({ of }) => of === 'sales') }
    },
  },
]

const decoded = (cursor: string): [string, string, number] | undefined =>
  cursor === '' ? undefined : JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))

function page(rows: Row[], sort: string, map: (row: Row) => object) {
  const items = rows.slice(0, pageSize)
  const last = items.at(-1)
  const cursor = JSON.stringify([sort, last?.sort_value, last?.id])
  const nextCursor = rows.length > pageSize ? Buffer.from(cursor).toString('base64url') : null
  return { items: items.map(map), nextCursor, total: Number(rows[0]?.total ?? 0) }
}

const toItem = (row: Row) => ({
  id: row.id,
  sku: row.sku,
  name: row.name,
  kind: row.kind,
  unit: row.unit,
  unitPrice: row.unit_price,
  cost: row.cost,
  taxRate: row.tax_rate,
  category: row.category_id === null ? null : { id: row.category_id, path: row.category_path },
  reorderPoint: row.reorder_point,
  reorderQuantity: row.reorder_quantity,
  leadDays: row.lead_days,
  active: row.active,
  stock: { onHand: row.on_hand, reserved: row.reserved, available: row.available },
  incoming: row.incoming,
  version: row.version,
  allowedActions: row.active ? ['update', 'deactivate'] : ['update', 'activate'],
})

const actions: Record<string, string[]> = {
  DRAFT: ['confirm', 'cancel'],
  CONFIRMED: ['ship', 'cancel'],
  SHIPPED: ['deliver'],
}

const toSummary = (row: Row) => ({
  id: row.id,
  number: row.number,
  customer: { id: row.customer_id, name: row.customer },
  owner: row.owner_id === null ? null : { id: row.owner_id, name: row.owner },
  status: row.status,
  orderDate: row.order_date,
  dueDate: row.due_date,
  late: row.late,
  subtotal: row.subtotal,
  taxTotal: row.tax_total,
  total: row.order_total,
  version: row.version,
  allowedActions: actions[row.status ?? ''] ?? [],
})

const toOrder = (row: Row = {}) => ({
  ...toSummary(row),
  notes: row.notes,
  createdAt: row.created_at,
  confirmedAt: row.confirmed_at,
  shippedAt: row.shipped_at,
  deliveredAt: row.delivered_at,
  lines: row.lines,
  shipments: row.shipments,
})
