import { Worker } from 'node:worker_threads'
import { DomainError } from '@framewright/contracts/errors'
import type { Drawing, Drawings } from './drawings.ts'

/** Draws PDFs in a thread of their own, so that no request waits for somebody else's hundred pages. */
export interface Papers {
  /**
   * The bytes of one. Drawings are done one after the other.
   * @throws UNAVAILABLE when it takes too long, when too many wait, or when the server ends; any other failure of the
   * drawing is an error that names what was drawn.
   */
  draw<K extends Drawing>(kind: K, ...given: Parameters<Drawings[K]>): Promise<Buffer>
  /** Takes no more, lets what waits be drawn, and ends the thread. */
  close(): Promise<void>
}

/** What the thread is told to draw, … */
export interface Order {
  kind: Drawing
  given: readonly unknown[]
}
/** … and what it answers. */
export type Answer = { bytes: Uint8Array } | { failed: { message: string; stack: string } }

interface Waiting extends Order {
  resolve(bytes: Buffer): void
  reject(error: Error): void
}

export interface PapersOptions {
  /** What the thread runs. */
  thread?: URL
  /** Longest time for one drawing; the longest we know of, the labels of 200 parcels, takes a tenth of it. */
  timeoutMs?: number
  /** How long a thread that has nothing to draw is kept: it holds the fonts and a few megabytes of code. */
  idleMs?: number
  /** More than so many are not let wait. */
  mostWaiting?: number
}

/** A drawing that runs out of memory ends its thread, not the server. */
const resourceLimits = { maxOldGenerationSizeMb: 512 }

/** The thread is started by the first drawing, kept while there are more, and started anew after one that broke it. */
export function createPapers({
  thread = new URL('./drawing-thread.ts', import.meta.url),
  timeoutMs = 30_000,
  idleMs = 300_000,
  mostWaiting = 200,
}: PapersOptions = {}): Papers {
  const waiting: Waiting[] = []
  let worker: Worker | undefined
  /** What is being drawn, with the timer that gives it up. */
  let current: { order: Waiting; timer: NodeJS.Timeout } | undefined
  let idle: NodeJS.Timeout | undefined
  let closed = false
  let emptied: (() => void) | undefined

  function start(): Worker {
    const made = new Worker(thread, { name: 'drawing', resourceLimits })
    const broke = (error: Error) => {
      if (worker !== made) return
      worker = undefined
      settle((order) => order.reject(failure(order.kind, error)))
    }
    made.on('message', (answer: Answer) => {
      if (worker !== made) return
      settle((order) => {
        if ('bytes' in answer) {
          const { buffer, byteOffset, byteLength } = answer.bytes
          return order.resolve(Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength))
        }
        const { message, stack } = answer.failed
        order.reject(failure(order.kind, Object.assign(new Error(message), { stack })))
      })
    })
    made.on('messageerror', broke)
    made.on('error', broke)
    made.on('exit', (code) => broke(new Error(`The drawing thread ended with code ${code}`)))
    // Alone it keeps no process alive.
    made.unref()
    return made
  }

  function next(): void {
    clearTimeout(idle)
    if (current !== undefined) return
    const order = waiting.shift()
    if (order === undefined) {
      rest()
      return
    }
    worker ??= start()
    worker.ref()
    const timer = setTimeout(giveUp, timeoutMs)
    timer.unref()
    current = { order, timer }
    try {
      worker.postMessage({ kind: order.kind, given: order.given } satisfies Order)
    } catch (error) {
      // What cannot be sent to another thread: a fault of whoever asked.
      settle((refused) => refused.reject(failure(refused.kind, error as Error)))
    }
  }

  function rest(): void {
    worker?.unref()
    emptied?.()
    if (worker === undefined) return
    idle = setTimeout(end, idleMs)
    idle.unref()
  }

  function settle(answer: (order: Waiting) => void): void {
    if (current === undefined) return
    const { order, timer } = current
    clearTimeout(timer)
    current = undefined
    answer(order)
    next()
  }

  function giveUp(): void {
    void end()
    const seconds = Math.ceil(timeoutMs / 1000)
    settle((order) => {
      const sentence = `Drawing took more than ${seconds} s and was given up. Ask for a shorter document.`
      order.reject(new DomainError('UNAVAILABLE', sentence, {}))
    })
  }

  async function end(): Promise<void> {
    const ending = worker
    worker = undefined
    await ending?.terminate()
  }

  return {
    draw(kind, ...given) {
      if (closed) return Promise.reject(unavailable('The server is ending. Ask again in a moment.'))
      if (waiting.length >= mostWaiting) {
        return Promise.reject(unavailable('Too many documents are being drawn. Ask again in a moment.'))
      }
      return new Promise((resolve, reject) => {
        waiting.push({ kind, given, resolve, reject })
        next()
      })
    },

    async close() {
      closed = true
      if (current !== undefined) {
        await new Promise<void>((resolve) => {
          emptied = resolve
        })
      }
      clearTimeout(idle)
      await end()
    },
  }
}

const unavailable = (sentence: string) => new DomainError('UNAVAILABLE', sentence, { retryAfterSeconds: 5 })

const names: Record<Drawing, string> = {
  document: 'document',
  report: 'report',
  jobCard: 'job card',
  labels: 'labels',
  badge: 'badge',
}

const failure = (kind: Drawing, cause: Error) =>
  new Error(`The ${names[kind]} could not be drawn: ${cause.message}`, { cause })
