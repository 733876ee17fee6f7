import { setTimeout as sleep } from 'node:timers/promises'

/** Somebody who follows the live stream, wherever it can be had, and keeps the positions in the order they came. */
export interface Subscriber {
  positions: number[]
  /** How often it had to come back. */
  resumed: number
  end(): Promise<void>
}

/** Follows the plain server-sent events, going to the next process whenever a stream ends. */
export function subscribe(urls: readonly string[], first: number, token: string): Subscriber {
  const ending = new AbortController()
  const subscriber: Subscriber = {
    positions: [],
    resumed: -1,
    end: async () => {
      ending.abort()
      await running
    },
  }
  async function run(): Promise<void> {
    for (let turn = first; !ending.signal.aborted; turn++) {
      try {
        await follow(urls[turn % urls.length] ?? '')
      } catch {
        // The stream broke; the next one goes on behind the last position.
      }
      await sleep(200, undefined, { signal: ending.signal }).catch(() => {})
    }
  }
  async function follow(url: string): Promise<void> {
    const last = subscriber.positions.at(-1)
    const answer = await fetch(`${url}/api/live/events`, {
      signal: ending.signal,
      headers: {
        accept: 'text/event-stream',
        authorization: `Bearer ${token}`,
        ...(last === undefined ? {} : { 'last-event-id': String(last) }),
      },
    })
    if (!answer.ok || answer.body === null) return
    subscriber.resumed++
    let rest = ''
    for await (const piece of answer.body.pipeThrough(new TextDecoderStream() as never) as AsyncIterable<string>) {
      const blocks = (rest + piece).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const id = /^id: (\d+)$/m.exec(block)?.[1]
        if (id !== undefined) subscriber.positions.push(Number(id))
      }
    }
  }
  const running = run()
  return subscriber
}

/** Positions a subscriber should have had and did not, and those it had more than once or out of turn. */
export function compare(got: readonly number[], all: readonly number[]): { missing: number; repeated: number } {
  const from = got[0] ?? 0
  const expected = all.filter((position) => position >= from)
  const seen = new Set(got)
  const missing = expected.filter((position) => !seen.has(position)).length
  const repeated = got.filter((position, at) => at > 0 && position <= (got[at - 1] ?? 0)).length
  return { missing, repeated }
}
