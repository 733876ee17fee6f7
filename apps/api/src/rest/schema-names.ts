import * as apiKey from '@framewright/contracts/api-key/api-key.schema'
import * as attachment from '@framewright/contracts/attachment/attachment.schema'
import * as auth from '@framewright/contracts/auth/auth.schema'
import * as developer from '@framewright/contracts/developer/developer.schema'
import * as event from '@framewright/contracts/event/event.schema'
import * as frame from '@framewright/contracts/frame/frame.schema'
import * as item from '@framewright/contracts/item/item.schema'
import * as menu from '@framewright/contracts/menu/menu.schema'
import * as organisation from '@framewright/contracts/organisation/organisation.schema'
import * as purchaseOrder from '@framewright/contracts/purchase-order/purchase-order.schema'
import * as role from '@framewright/contracts/role/role.schema'
import * as statistics from '@framewright/contracts/statistics/statistics.schema'
import * as stock from '@framewright/contracts/stock/stock.schema'
import * as supplier from '@framewright/contracts/supplier/supplier.schema'
import * as task from '@framewright/contracts/task/task.schema'
import * as user from '@framewright/contracts/user/user.schema'
import * as workOrder from '@framewright/contracts/work-order/work-order.schema'
import { z } from 'zod'

const modules = [
  apiKey,
  attachment,
  auth,
  developer,
  event,
  frame,
  item,
  menu,
  organisation,
  purchaseOrder,
  role,
  statistics,
  stock,
  supplier,
  task,
  user,
  workOrder,
]

/**
 * Runs `work` while the contracts' schemas go by the names they are exported under, so that the document calls a frame
 * `Frame` wherever one occurs. Of two with one name the first keeps it. Afterwards they are as they were: names change how
 * schemas are written out elsewhere too.
 */
export function withSchemaNames<T>(work: () => T): T {
  const names = new Map<string, z.ZodObject>()
  for (const [name, schema] of modules.flatMap((module) => Object.entries<unknown>(module))) {
    // Only what has fields is worth a name of its own.
    if (schema instanceof z.ZodObject && !names.has(name)) names.set(name, schema)
  }
  const before = new Map([...names.values()].map((schema) => [schema, z.globalRegistry.get(schema)]))
  for (const [id, schema] of names) z.globalRegistry.add(schema, { ...before.get(schema), id })
  try {
    return work()
  } finally {
    for (const [schema, meta] of before) {
      z.globalRegistry.remove(schema)
      if (meta) z.globalRegistry.add(schema, meta)
    }
  }
}
