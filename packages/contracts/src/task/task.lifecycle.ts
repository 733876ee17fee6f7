import { defineLifecycle } from '../core/lifecycle.ts'
import type { Permission } from '../permissions.ts'

export const taskStatuses = ['PENDING', 'IN_PROGRESS', 'PAUSED', 'COMPLETED', 'CANCELLED'] as const
export type TaskStatus = (typeof taskStatuses)[number]

/** Whoever does tasks of some kind; which kind a task needs is `performPermission`, and whose it is the service's row rule. */
const doers = [
  'task.assembly',
  'task.glazing',
  'task.installation',
  'task.assign',
] as const satisfies readonly Permission[]

export const taskLifecycle = defineLifecycle({
  entity: 'task',
  label: 'task',
  states: taskStatuses,
  initial: 'PENDING',
  actions: {
    start: { from: ['PENDING'], to: 'IN_PROGRESS', by: doers },
    pause: { from: ['IN_PROGRESS'], to: 'PAUSED', by: doers },
    resume: { from: ['PAUSED'], to: 'IN_PROGRESS', by: doers },
    complete: { from: ['IN_PROGRESS', 'PAUSED'], to: 'COMPLETED', by: doers },
    cancel: { from: ['PENDING', 'IN_PROGRESS', 'PAUSED'], to: 'CANCELLED', by: ['task.assign'] },
  },
})
export type TaskAction = keyof typeof taskLifecycle.actions
