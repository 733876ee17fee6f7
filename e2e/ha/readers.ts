import { setTimeout as sleep } from 'node:timers/promises'
import type { Rest } from '../support/rest.ts'

export interface Reads {
  /** Pages that came. */
  answered: number
  /** Requests that were refused or broke off, which they may while there is no primary. */
  failed: number
  /** Suppliers made and read back at once. */
  written: number
  /** Of those, not found, or not in the list. */
  stale: number
}

/** People who only look, and one who looks at what they have just written. */
export function startReaders(reader: Rest, writer: Rest): { end(): Promise<Reads> } {
  const reads: Reads = { answered: 0, failed: 0, written: 0, stale: 0 }
  let ended = false
  const get = async (rest: Rest, path: string) => {
    const answer = await rest<{ items?: unknown[] }>('GET', path, undefined, {}, AbortSignal.timeout(10_000)).catch(
      () => null,
    )
    if (answer?.status === 200) reads.answered++
    else reads.failed++
    return answer
  }
  const loop = async (work: (turn: number) => Promise<void>) => {
    for (let turn = 0; !ended; turn++) {
      await work(turn)
      await sleep(25)
    }
  }
  const paths = [
    '/inventory/products?limit=50',
    '/sales/orders?limit=50',
    '/purchase-orders?limit=50',
    '/statistics/orders',
  ]
  const running = [0, 1].map((at) =>
    loop(async (turn) => {
      await get(reader, paths[(turn + at) % paths.length] ?? '')
    }),
  )
  running.push(
    loop(async (turn) => {
      const name = `Read back ${turn}`
      const made = await writer<{ id: number }>('POST', '/suppliers', { name }, {}, AbortSignal.timeout(10_000)).catch(
        () => null,
      )
      if (made?.status !== 201) return
      reads.written++
      const one = await get(writer, `/suppliers/${made.body.id}`)
      const list = await get(writer, `/suppliers?search=${encodeURIComponent(name)}`)
      if (one?.status === 404 || (list?.status === 200 && list.body.items?.length === 0)) reads.stale++
    }),
  )
  return {
    async end() {
      ended = true
      await Promise.all(running)
      return reads
    },
  }
}
