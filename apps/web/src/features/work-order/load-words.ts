import { plural } from '~/lib/format.ts'

interface Load {
  openWorkOrders: number
  openTasks?: number
  busy?: boolean
}

/** What somebody has before them, in words: "2 work orders, 1 task · working now". */
export function loadWords({ openWorkOrders, openTasks = 0, busy = false }: Load): string {
  const parts = [
    ...(openWorkOrders > 0 ? [plural(openWorkOrders, 'work order')] : []),
    ...(openTasks > 0 ? [plural(openTasks, 'task')] : []),
  ]
  const load = parts.length > 0 ? parts.join(', ') : 'nothing waiting'
  return busy ? `${load} · working now` : load
}
