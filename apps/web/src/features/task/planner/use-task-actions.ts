import type { TaskAction } from '@framewright/contracts/task/task.lifecycle'
import type { Task } from '@framewright/contracts/task/task.schema'
import { confirm } from '~/lib/confirm.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { taskTitle } from '../task-words.ts'

/** Takes a task's lifecycle actions from a desk: each says what it did; cancelling asks first. */
export function useTaskActions() {
  const entity = 'task' as const
  const said = (word: string) => (task: Task) => `${word}: ${taskTitle(task)}`
  const start = useDocumentAction(trpc.task.start, { entity, done: said('Started') })
  const pause = useDocumentAction(trpc.task.pause, { entity, done: said('Paused') })
  const resume = useDocumentAction(trpc.task.resume, { entity, done: said('Resumed') })
  const complete = useDocumentAction(trpc.task.complete, { entity, done: said('Finished') })
  const cancel = useDocumentAction(trpc.task.cancel, { entity, done: said('Cancelled') })
  const mutations = { start, pause, resume, complete, cancel }

  const run = async (action: TaskAction, task: Task) => {
    if (action === 'cancel') {
      const yes = await confirm({
        title: `Cancel “${taskTitle(task)}”?`,
        message: 'It leaves the bench for good; a new task has to be made to do it after all.',
        verb: 'Cancel the task',
        danger: true,
      })
      if (!yes) return
    }
    mutations[action].mutate({ id: task.id })
  }
  const pending = (Object.keys(mutations) as TaskAction[]).find((action) => mutations[action].isPending) ?? null
  return { run: (action: TaskAction, task: Task) => void run(action, task), pending }
}
