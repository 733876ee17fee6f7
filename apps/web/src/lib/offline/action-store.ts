import type { QueuedAction } from './action.ts'
import { device } from './device-store.ts'
import { type Stored, seal, unseal } from './sealing.ts'

/** Where actions are kept until they are answered. */
export interface ActionStore {
  readonly durable: boolean
  /** Keeps a new one at the end of the order. */
  add(action: Omit<QueuedAction, 'seq'>): Promise<QueuedAction>
  put(action: QueuedAction): Promise<void>
  remove(seq: number): Promise<void>
  /** The person's, in order. */
  of(userId: number): Promise<QueuedAction[]>
}

type Row = Omit<QueuedAction, 'input'> & { input: Stored }

/** In IndexedDB: survives a reload, a crash, and the battery. */
export const deviceActions: ActionStore = {
  durable: true,
  async add(action) {
    const row = { ...action, input: await seal(action.input) }
    const seq = await device.put('actions', row)
    return { ...action, seq: seq as number }
  },
  async put(action) {
    await device.put('actions', { ...action, input: await seal(action.input) })
  },
  async remove(seq) {
    await device.remove('actions', seq)
  },
  async of(userId) {
    const rows = (await device.all<Row>('actions')).filter((row) => row.userId === userId)
    const opened = rows.map(async (row) => ({ ...row, input: (await unseal(row.input)) as QueuedAction['input'] }))
    return Promise.all(opened)
  },
}

/** In memory, for browsers that keep nothing, and for tests. */
export function memoryActions(): ActionStore {
  const kept = new Map<number, QueuedAction>()
  let last = 0
  return {
    durable: false,
    add: async (action) => {
      const added = { ...action, seq: ++last }
      kept.set(added.seq, added)
      return added
    },
    put: async (action) => void kept.set(action.seq, action),
    remove: async (seq) => void kept.delete(seq),
    of: async (userId) => [...kept.values()].filter((one) => one.userId === userId).sort((a, b) => a.seq - b.seq),
  }
}
