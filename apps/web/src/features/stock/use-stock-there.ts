import * as decimal from '@framewright/contracts/core/decimal'
import { formatQuantity } from '~/lib/format.ts'
import { trpc } from '~/lib/trpc.ts'
import type { TaskItem } from './stock-task.ts'

/** How much of an item lies where: as words for a picker, and the only storage that holds some, if it is the only one. */
export function useStockThere(item: TaskItem | undefined) {
  const query = trpc.stock.balances.useQuery({ itemId: item?.id ?? 0, limit: 100 }, { enabled: item !== undefined })
  const held = (query.data?.items ?? []).filter((balance) => decimal.isPositive(balance.onHand))
  const storages = held.filter((balance) => balance.usage === 'STORAGE')
  const unit = item === undefined || item.unit === 'each' ? '' : ` ${item.unit}`
  return {
    detail: (locationId: number) => {
      const balance = held.find((one) => one.locationId === locationId)
      return balance && `${formatQuantity(balance.onHand)}${unit}`
    },
    only: storages.length === 1 ? storages[0]?.locationId : undefined,
  }
}
