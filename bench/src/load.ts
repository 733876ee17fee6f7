import { Agent, get } from 'node:http'

/** Where requests go and who makes them. */
export interface Target {
  url: string
  token: string
}

export interface Bounds {
  connections: number
  seconds: number
  requests: number
}

export interface Measured {
  /** Of the time to an answer, in milliseconds. */
  median: number
  perSecond: number
}

/**
 * Keeps so many connections busy until the time or the number of requests is up.
 * @throws Error when an answer is not a success: a refusal is no work done.
 */
export async function load(target: Target, path: () => string, bounds: Bounds): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: bounds.connections })
  const times: number[] = []
  const began = performance.now()
  const until = began + bounds.seconds * 1000
  let sent = 0
  const connection = async () => {
    while (sent < bounds.requests && performance.now() < until) {
      sent++
      const start = performance.now()
      await request(target, path(), agent)
      times.push(performance.now() - start)
    }
  }
  await Promise.all(Array.from({ length: bounds.connections }, connection))
  agent.destroy()
  return { median: medianOf(times), perSecond: (times.length * 1000) / (performance.now() - began) }
}

function request({ url, token }: Target, path: string, agent: Agent): Promise<void> {
  return new Promise((done, fail) => {
    get(url + path, { agent, headers: { authorization: `Bearer ${token}` } }, (answer) => {
      let body = ''
      answer.setEncoding('utf8')
      answer.on('data', (piece: string) => {
        body += piece
      })
      answer.on('end', () => {
        if (answer.statusCode === 200) done()
        else fail(new Error(`${path} answered ${answer.statusCode}: ${body.slice(0, 300)}`))
      })
      answer.on('error', fail)
    }).on('error', fail)
  })
}

/** The middle one. */
export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
