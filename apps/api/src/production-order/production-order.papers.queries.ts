import type { PdfFile } from '@framewright/contracts/core/files'
import type { ProductionOrder } from '@framewright/contracts/production-order/production-order.schema'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { personName } from '../core/names.ts'
import { day, quantity } from '../document/format.ts'
import type { Papers } from '../document/papers.ts'
import { factsOf, pdfOf } from '../document/parts.ts'
import { pickListDocument } from '../document/pick-list.ts'
import { readShop } from '../shop/shop.settings.ts'

const capital = (word: string) => `${word.charAt(0)}${word.slice(1).toLowerCase()}`

/** The tasks of an order that are not cancelled, in the order of its stages, as its job card names them. */
export async function readCardTasks(read: ReadDb, of: { productionOrderId: number } | { workOrderId: number }) {
  const rows = await read
    .selectFrom('task')
    .leftJoin('app_user as person', 'person.id', 'task.user_id')
    .select(['task.id', 'task.kind', 'task.quantity', 'task.user_id'])
    .select(['person.first_name', 'person.last_name', 'person.username'])
    .where('task.status', '<>', 'CANCELLED')
    .where((eb) =>
      'workOrderId' in of
        ? eb('task.work_order_id', '=', of.workOrderId)
        : eb('task.production_order_id', '=', of.productionOrderId),
    )
    .orderBy('task.kind')
    .orderBy('task.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    quantity: row.quantity,
    person: row.user_id === null ? null : personName(row),
  }))
}

/** What a paper is made from and drawn with. */
interface Desk {
  read: ReadDb
  papers: Papers
}

const readElevation = async (read: ReadDb, itemId: number) =>
  (await read
    .selectFrom('frame')
    .select(['width_mm as widthMm', 'height_mm as heightMm', 'material'])
    .where('id', '=', itemId)
    .executeTakeFirst()) ?? null

/** The job card of a production order: its drawing, its tasks to scan, its materials. */
export async function jobCardOf({ read, papers }: Desk, order: ProductionOrder): Promise<PdfFile> {
  const [shop, frame, tasks] = await Promise.all([
    readShop(read),
    readElevation(read, order.itemId),
    readCardTasks(read, { productionOrderId: order.id }),
  ])
  const bytes = await papers.draw('jobCard', {
    number: order.number,
    at: new Date(order.releasedAt ?? order.createdAt),
    shop,
    item: order.item,
    frame,
    facts: factsOf([
      ['Quantity', `${quantity(order.planned)} ${order.item.unit}`],
      ['Due', order.dueDate && day(order.dueDate)],
      ['Priority', capital(order.priority)],
      ['Material', frame?.material],
      ['For', order.salesOrder?.number],
      ['Work order', order.workOrder?.number],
      ['Bill of mat.', order.bomRevision > 0 ? `Revision ${order.bomRevision}` : null],
    ]),
    tasks,
    materials: order.materials.map((line) => ({
      name: line.name,
      sku: line.sku,
      stage: line.stage,
      quantity: line.needed,
      unit: line.componentUnit,
    })),
    notes: order.notes,
  })
  return { fileName: `job-card-${order.number}.pdf`, base64: bytes.toString('base64') }
}

/** What is reserved for an order and not taken yet, in the order one walks, and what is missing. */
export async function pickListOf({ read, papers }: Desk, order: ProductionOrder): Promise<PdfFile> {
  const [shop, places] = await Promise.all([
    readShop(read),
    read
      .selectFrom('reservation')
      .innerJoin('production_order_line as line', 'line.id', 'reservation.production_line_id')
      .innerJoin('item', 'item.id', 'reservation.item_id')
      .innerJoin('location', 'location.id', 'reservation.location_id')
      .select(['location.code', 'item.name', 'item.sku', 'item.unit'])
      .select(sql<string>`sum(reservation.quantity - reservation.consumed)::text`.as('quantity'))
      .where('line.order_id', '=', order.id)
      .where('reservation.released', '=', false)
      .where(sql<boolean>`reservation.quantity > reservation.consumed`)
      .groupBy(['location.id', 'item.id'])
      .orderBy(sql`location.walk_order nulls last`)
      .orderBy('location.code')
      .orderBy('item.sku')
      .execute(),
  ])
  const short = order.materials.filter((line) => line.id !== null && line.short !== '0')
  return pdfOf(
    papers,
    pickListDocument({
      number: order.number,
      at: new Date(order.releasedAt ?? order.createdAt),
      shop,
      facts: factsOf([
        ['Makes', `${quantity(order.planned)} × ${order.item.name}`],
        ['Due', order.dueDate && day(order.dueDate)],
        ['For', order.salesOrder?.number],
      ]),
      lines: places.map(({ code, ...line }) => ({ ...line, place: code })),
      short: short.map((line) => ({
        name: line.name,
        sku: line.sku,
        quantity: line.short,
        unit: line.componentUnit,
      })),
    }),
  )
}
