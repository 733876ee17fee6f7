import { IconAdjustments, IconArrowsExchange, IconTrashX } from '@tabler/icons-react'
import { useState } from 'react'
import type { PageAction } from '~/components/page-header.tsx'
import { useMay } from '~/lib/session.ts'
import { commandWords, type StockCommand, type StockTask, type TaskItem } from './stock-task.ts'

const icons = { transfer: IconArrowsExchange, adjust: IconAdjustments, scrap: IconTrashX } as const
const commands: readonly StockCommand[] = ['transfer', 'adjust', 'scrap']

/** The buttons that open a stock dialog, for those who may write stock, and the one that is open. */
export function useStockActions(item?: TaskItem) {
  const mayWrite = useMay('stock.write')
  const [task, setTask] = useState<StockTask | null>(null)
  const actions: PageAction[] = mayWrite
    ? commands.map((command) => ({
        label: commandWords[command].verb,
        icon: icons[command],
        quiet: true,
        run: () => setTask({ command, item }),
      }))
    : []
  return { actions, task, open: setTask, close: () => setTask(null), mayWrite }
}
