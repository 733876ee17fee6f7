import type { Task } from '@framewright/contracts/task/task.schema'
import { IconPencil } from '@tabler/icons-react'
import { MenuButton } from '~/components/menu-button.tsx'
import { useMay } from '~/lib/session.ts'
import { actionLooks } from '~/state/action-table.ts'
import { taskTitle } from '../task-words.ts'
import type { useTaskActions } from './use-task-actions.ts'

interface Props {
  task: Task
  actions: ReturnType<typeof useTaskActions>
  onEdit: (task: Task) => void
}

/** What one can do to a task, at the end of its row. */
export function TaskMenu({ task, actions, onEdit }: Props) {
  const mayAssign = useMay('task.assign')
  const looks = actionLooks('task', task.allowedActions)
  const open = task.status !== 'COMPLETED' && task.status !== 'CANCELLED'
  if (looks.length === 0 && !(mayAssign && open)) return null
  return (
    <MenuButton
      label={`Actions for ${taskTitle(task)}`}
      actions={[
        ...(mayAssign && open ? [{ label: 'Reassign or change', icon: IconPencil, run: () => onEdit(task) }] : []),
        ...looks.map(({ action, verb, icon, danger }) => ({
          label: verb,
          icon,
          danger: danger ?? false,
          run: () => actions.run(action, task),
        })),
      ]}
    />
  )
}
