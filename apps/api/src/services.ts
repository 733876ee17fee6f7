import type { Services } from '@framewright/contracts/services'
import { authService } from './auth/auth.service.ts'
import type { Deps } from './core/deps.ts'
import { withDomainErrors } from './core/guard.ts'
import { eventQueries } from './event/event.queries.ts'
import { frameCommands } from './frame/frame.commands.ts'
import { frameQueries } from './frame/frame.queries.ts'
import { itemCommands } from './item/item.commands.ts'
import { itemQueries } from './item/item.queries.ts'
import { sampleService } from './sample/sample.service.ts'
import { stockQueries } from './stock/stock.queries.ts'
import { taskCommands } from './task/task.commands.ts'
import { taskQueries } from './task/task.queries.ts'
import { workOrderCommands } from './work-order/work-order.commands.ts'
import { workOrderQueries } from './work-order/work-order.queries.ts'

/** Every domain's queries and commands, made from the same parts. One line a domain. */
export function createServices(deps: Deps): Services {
  const frame = frameQueries(deps)
  const item = itemQueries(deps)
  const task = taskQueries(deps)
  const workOrder = workOrderQueries(deps)
  const services = {
    auth: authService(deps),
    event: eventQueries(deps),
    frame: { ...frame, ...frameCommands(deps, frame) },
    item: { ...item, ...itemCommands(deps, item) },
    stock: stockQueries(deps),
    task: { ...task, ...taskCommands(deps, task) },
    workOrder: { ...workOrder, ...workOrderCommands(deps, workOrder) },
  } as Omit<Services, 'sample'>
  return withDomainErrors({ ...services, sample: sampleService(deps, services) })
}
