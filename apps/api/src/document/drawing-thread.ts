import { parentPort } from 'node:worker_threads'
import { keepCompiled } from '../compile-cache.ts'
import type { Answer, Order } from './papers.ts'

// A thread has a cache of its own to open, and it comes before what it is for.
keepCompiled()
const { drawings } = await import('./drawings.ts')

/** One drawing at a time: the next order comes once this one is answered. */
parentPort?.on('message', async ({ kind, given }: Order) => {
  try {
    const draw = drawings[kind] as (...given: readonly unknown[]) => Promise<Buffer>
    // In memory of its own, which goes over to the other thread instead of being copied.
    const bytes = Uint8Array.from(await draw(...given))
    parentPort?.postMessage({ bytes } satisfies Answer, [bytes.buffer])
  } catch (error) {
    const { message, stack = message } = error instanceof Error ? error : new Error(String(error))
    parentPort?.postMessage({ failed: { message, stack } } satisfies Answer)
  }
})
