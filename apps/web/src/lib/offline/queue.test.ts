import { describe, expect, it } from 'vitest'
import type { ActionDraft, QueuedAction } from './action.ts'
import { memoryActions } from './action-store.ts'
import { createQueue } from './queue.ts'
import { emptyQueue, type QueueState } from './queue-state.ts'

const error = (code: string, message = code) => ({ data: { error: { code, message, details: {} } } })
const offline = new TypeError('fetch failed')
const start = (id: number): ActionDraft => ({
  path: 'task.start',
  input: { id, pauseCurrent: false },
  document: `task:${id}`,
  label: `Start ${id}`,
})
const finish = (id: number): ActionDraft => ({
  path: 'task.complete',
  input: { id },
  document: `task:${id}`,
  label: `Finish ${id}`,
})

/** A queue over a server that the test stands in for: `answers` decides what each sending comes to. */
function opened(answer: (action: QueuedAction, sending: number) => unknown, store = memoryActions()) {
  const sent: string[] = []
  const keys: string[] = []
  const refusals: string[] = []
  const seen = { state: emptyQueue as QueueState, person: 7 as number | undefined }
  let made = 0
  let last: Promise<unknown> = Promise.resolve()
  const queue = createQueue({
    store,
    send: async (action) => {
      sent.push(action.label)
      keys.push(action.key)
      const said = answer(action, sent.length)
      if (said instanceof Error || (said as { data?: unknown } | null)?.data) throw said
      return said
    },
    person: () => seen.person,
    alone: (work) => {
      const next = last.then(work, work)
      last = next.catch(() => undefined)
      return next as never
    },
    changed: () => undefined,
    show: (state) => {
      seen.state = state
    },
    done: () => undefined,
    refused: (action) => refusals.push(action.label),
    now: () => '2026-03-02T08:00:00.000Z',
    key: () => `key-${++made}-${Math.random()}`,
  })
  return { queue, sent, keys, refusals, seen, store }
}
const labels = (actions: readonly QueuedAction[]) => actions.map((action) => action.label)

describe('the queue', () => {
  it('sends a press at once and forgets it when it is answered', async () => {
    const { queue, seen } = opened(() => ({ id: 1 }))
    expect(await queue.submit(start(1))).toEqual({ kind: 'done', output: { id: 1 } })
    expect(seen.state.actions).toEqual([])
  })

  it('keeps presses without a network, and sends them in order under their first keys when it is back', async () => {
    let network = false
    const { queue, sent, keys, seen } = opened(() => (network ? { id: 1 } : offline))
    for (const draft of [start(1), finish(1), start(2)]) expect(await queue.submit(draft)).toEqual({ kind: 'kept' })
    expect(labels(seen.state.actions)).toEqual(['Start 1', 'Finish 1', 'Start 2'])
    expect(seen.state.standstill).toBe('offline')
    const kept = seen.state.actions.map((action) => action.key)
    network = true
    sent.length = 0
    keys.length = 0
    await queue.drain()
    expect(sent).toEqual(['Start 1', 'Finish 1', 'Start 2'])
    expect(keys).toEqual(kept)
    expect(seen.state).toMatchObject({ actions: [], standstill: null, sending: null })
  })

  it('goes on after a reload with what was kept', async () => {
    const before = opened(() => offline)
    await before.queue.submit(finish(1))
    const after = opened(() => ({ id: 1 }), before.store)
    await after.queue.look()
    expect(labels(after.seen.state.actions)).toEqual(['Finish 1'])
    await after.queue.drain()
    expect(after.keys).toEqual(before.keys)
    expect(await before.store.of(7)).toEqual([])
  })

  it('tells whoever waits at the button of a refusal, and keeps nothing of it', async () => {
    const { queue, seen, refusals } = opened(() => error('WRONG_STATE', 'It is finished.'))
    expect(await queue.submit(start(1))).toMatchObject({ kind: 'refused', error: { message: 'It is finished.' } })
    expect([seen.state.actions, refusals]).toEqual([[], []])
  })

  it('keeps what was refused late with its reason, holds back what came after it on the same document, and sends the rest', async () => {
    let network = false
    const { queue, sent, seen, refusals } = opened((action) => {
      if (!network) return offline
      return action.label === 'Start 1' ? error('CONFLICT', 'Cancelled meanwhile.') : { id: 1 }
    })
    for (const draft of [start(1), finish(1), start(2)]) await queue.submit(draft)
    network = true
    sent.length = 0
    await queue.drain()
    expect(sent).toEqual(['Start 1', 'Start 2'])
    expect(labels(seen.state.actions)).toEqual(['Start 1', 'Finish 1'])
    expect(seen.state.actions[0]?.refused?.error.message).toBe('Cancelled meanwhile.')
    expect(refusals).toEqual(['Start 1'])

    // It stays refused however often the rest is sent, until its author decides.
    await queue.drain()
    expect(sent).toEqual(['Start 1', 'Start 2'])
    await queue.discard(seen.state.actions[0] as QueuedAction)
    expect(sent).toEqual(['Start 1', 'Start 2', 'Finish 1'])
    expect(seen.state.actions).toEqual([])
  })

  it('sends a refused one again when asked to, and what waits behind it after it', async () => {
    let mood: 'away' | 'refuses' | 'agrees' = 'away'
    const { queue, sent, keys, seen } = opened(() =>
      mood === 'away' ? offline : mood === 'refuses' ? error('INSUFFICIENT_STOCK') : { id: 1 },
    )
    await queue.submit(finish(1))
    await queue.submit(start(1))
    mood = 'refuses'
    await queue.drain()
    mood = 'agrees'
    sent.length = 0
    await queue.again(seen.state.actions[0] as QueuedAction)
    expect(sent).toEqual(['Finish 1', 'Start 1'])
    expect(new Set(keys).size).toBe(2)
  })

  it('waits for the sign-in of the same person', async () => {
    let expired = true
    const { queue, sent, seen } = opened(() => (expired ? error('UNAUTHENTICATED') : { id: 1 }))
    await queue.submit(finish(1))
    expect(seen.state.standstill).toBe('signIn')
    sent.length = 0
    expired = false
    seen.person = 8
    await queue.drain()
    expect([sent, seen.state.actions]).toEqual([[], []])
    seen.person = 7
    await queue.drain()
    expect(sent).toEqual(['Finish 1'])
  })

  it('tries an unexpected failure of the server three times, then asks its author', async () => {
    const { queue, sent, seen } = opened(() => error('INTERNAL'))
    await queue.submit(finish(1))
    await queue.drain()
    expect(seen.state.actions[0]?.refused).toBeNull()
    await queue.drain()
    await queue.drain()
    expect(sent).toHaveLength(3)
    expect(seen.state.actions[0]?.refused?.error.code).toBe('INTERNAL')
  })
})
