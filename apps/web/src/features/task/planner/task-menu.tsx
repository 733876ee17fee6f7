import type { Task } from '@framewright/contracts/task/task.schema'
import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconPencil } from '@tabler/icons-react'
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
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${taskTitle(task)}`}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayAssign && open ? (
          <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => onEdit(task)}>
            Reassign or change
          </Menu.Item>
        ) : null}
        {looks.map(({ action, verb, icon: Icon, danger }) => (
          <Menu.Item
            key={action}
            {...(danger ? { color: 'red' } : {})}
            leftSection={<Icon size={16} aria-hidden />}
            onClick={() => actions.run(action, task)}
          >
            {verb}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
