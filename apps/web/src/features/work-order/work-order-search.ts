import type { WorkOrderListInput } from '@framewright/contracts/work-order/work-order.schema'
import { listSearch } from '~/lib/list-search.ts'
import { anyOf, day, flag, id, sortBy, text } from '~/lib/search-checks.ts'

/** `validateSearch` of the list and of the board: the same link shows either. */
export const workOrderSearch = listSearch<WorkOrderListInput>({
  search: text,
  sort: sortBy('id', 'number', 'dueDate', 'priority', 'status', 'quantity', 'createdAt'),
  status: anyOf('PENDING', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED'),
  priority: anyOf('LOW', 'NORMAL', 'HIGH', 'URGENT'),
  assignedToId: id,
  unassigned: flag,
  frameId: id,
  late: flag,
  dueFrom: day,
  dueTo: day,
})
export type WorkOrderSearch = ReturnType<typeof workOrderSearch>
