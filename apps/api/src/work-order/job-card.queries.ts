import { needOf } from '@framewright/contracts/bom/bom.need'
import type { PdfFile } from '@framewright/contracts/core/files'
import type { WorkOrder } from '@framewright/contracts/work-order/work-order.schema'
import type { ReadDb } from '@framewright/db/client'
import { readBom } from '../bom/bom.rows.ts'
import { day, quantity } from '../document/format.ts'
import type { Papers } from '../document/papers.ts'
import { factsOf } from '../document/parts.ts'
import { readCardTasks } from '../production-order/production-order.papers.queries.ts'
import { readShop } from '../shop/shop.settings.ts'

/** The job card of a work order: what the bill of materials in force takes for it, and its tasks to scan. */
export async function jobCardOf(
  { read, papers }: { read: ReadDb; papers: Papers },
  order: WorkOrder,
  today: string,
): Promise<PdfFile> {
  const [shop, bom, tasks] = await Promise.all([
    readShop(read),
    readBom(read, order.frameId, today),
    readCardTasks(read, { workOrderId: order.id }),
  ])
  const bytes = await papers.draw('jobCard', {
    number: order.number,
    at: new Date(order.createdAt),
    shop,
    item: { name: order.frame.name, sku: order.frame.sku, unit: 'each' },
    frame: order.frame,
    facts: factsOf([
      ['Quantity', `${quantity(order.quantity)} each`],
      ['Due', order.dueDate && day(order.dueDate)],
      ['Priority', `${order.priority.charAt(0)}${order.priority.slice(1).toLowerCase()}`],
      ['Material', order.frame.material],
      ['For', order.assignedTo?.name],
    ]),
    tasks,
    materials: (bom?.lines ?? []).map((line) => ({
      name: line.name,
      sku: line.sku,
      stage: line.stage,
      quantity: needOf(line, order.quantity),
      unit: line.componentUnit,
    })),
    notes: order.description,
  })
  return { fileName: `job-card-${order.number}.pdf`, base64: bytes.toString('base64') }
}
