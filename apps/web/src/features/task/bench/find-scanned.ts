import type { Task } from '@framewright/contracts/task/task.schema'
import { errorBody, errorSentence } from '~/lib/errors.ts'
import { client } from '~/lib/trpc.ts'
import { readScan } from './scanned.ts'

/** The task a code leads to, or the sentence that says why there is none. */
export type Found = { task: Task } | { sentence: string }

/** Of the tasks of a work order, what one would go on with: running, then paused, then waiting, mine before others'. */
const order: readonly Task['status'][] = ['IN_PROGRESS', 'PAUSED', 'PENDING']

/** Finds the task a scanned code means for this person. */
export async function findScanned(code: string, userId: number): Promise<Found> {
  const scanned = readScan(code)
  if (scanned === null) return { sentence: `“${code.trim()}” is not the number of a task or an order.` }
  try {
    if (scanned.kind === 'task') return { task: await client.task.get.query({ id: scanned.id }) }
    const { items } = await client.task.list.query({ search: scanned.number, status: [...order], limit: 100 })
    const tasks = items.filter((task) =>
      [task.workOrder, task.productionOrder].some((one) => one?.number.toUpperCase() === scanned.number),
    )
    const rank = (task: Task) => order.indexOf(task.status) + (task.userId === userId ? 0 : order.length)
    const best = tasks.toSorted((a, b) => rank(a) - rank(b) || a.id - b.id)[0]
    return best ? { task: best } : { sentence: `There is no open task of ${scanned.number} for you.` }
  } catch (error) {
    if (errorBody(error).code === 'NOT_FOUND') return { sentence: `There is no task ${code.trim()} for you.` }
    return { sentence: errorSentence(error) }
  }
}
