import { Modal } from '@mantine/core'
import { StockForm } from './stock-form.tsx'
import { commandWords, type StockTask } from './stock-task.ts'

/** Transfer, correct or scrap: one item at one place, with its reason. */
export function StockDialog({ task, onClose }: { task: StockTask | null; onClose: () => void }) {
  const title = task === null ? '' : commandWords[task.command].title
  return (
    <Modal
      opened={task !== null}
      onClose={onClose}
      title={task?.item ? `${title}: ${task.item.name}` : title}
      size="md"
    >
      {task === null ? null : <StockForm task={task} onClose={onClose} />}
    </Modal>
  )
}
