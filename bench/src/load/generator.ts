import { connect, type Socket } from 'node:net'
import type { Job, Measured } from './load.ts'

// The process that makes the load, so that it is not inside a server that it measures. Its client is a plain socket: what
// a request costs here is taken from the two servers alike, and should be little.

const [endOfHead, contentLength] = [Buffer.from('\r\n\r\n'), /\r\ncontent-length: (\d+)/i]

/** One kept connection that has one request under way at a time. */
class Connection {
  readonly #socket: Socket
  #received: Buffer[] = []
  #size = 0
  #wanted = -1
  #answered: PromiseWithResolvers<void> | undefined

  constructor(host: string, port: number) {
    this.#socket = connect({ host, port, noDelay: true })
    this.#socket.on('data', (chunk) => this.#take(chunk))
    const lost = (error?: Error) => this.#answered?.reject(error ?? new Error('The server closed the connection.'))
    this.#socket.on('error', lost)
    this.#socket.on('close', () => lost())
  }

  /** @throws Error when the answer is not a success: a refusal is no work done. */
  send(request: string): Promise<void> {
    this.#answered = Promise.withResolvers<void>()
    this.#socket.write(request)
    return this.#answered.promise
  }

  close(): void {
    this.#answered = undefined
    this.#socket.destroy()
  }

  #take(chunk: Buffer): void {
    this.#received.push(chunk)
    this.#size += chunk.length
    if (this.#wanted < 0 && !this.#readHead()) return
    if (this.#size < this.#wanted) return
    this.#received = []
    this.#size = 0
    this.#wanted = -1
    this.#answered?.resolve()
  }

  #readHead(): boolean {
    const all = this.#received.length === 1 ? (this.#received[0] as Buffer) : Buffer.concat(this.#received)
    const end = all.indexOf(endOfHead)
    if (end < 0) return false
    const head = all.toString('latin1', 0, end)
    const length = contentLength.exec(head)?.[1]
    if (!/^HTTP\/1\.1 2/.test(head) || length === undefined) {
      this.#answered?.reject(new Error(all.toString('utf8').slice(0, 600)))
      return false
    }
    this.#wanted = end + endOfHead.length + Number(length)
    return true
  }
}

async function run({ url, token, requests, connections, seconds, once }: Job): Promise<Measured> {
  const { hostname, port } = new URL(url)
  const texts = requests.map(({ method = 'GET', path, body }) => {
    const head = `${method} ${path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\nauthorization: Bearer ${token}\r\n`
    if (body === undefined) return `${head}\r\n`
    return `${head}content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  })
  const times: number[] = []
  let next = 0
  const began = performance.now()
  const until = began + seconds * 1000
  const work = async () => {
    const connection = new Connection(hostname, Number(port))
    while (performance.now() < until && (!once || next < texts.length)) {
      const start = performance.now()
      await connection.send(texts[next++ % texts.length] as string)
      times.push(performance.now() - start)
    }
    connection.close()
  }
  await Promise.all(Array.from({ length: connections }, work))
  const took = performance.now() - began
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN
  return { count: times.length, perSecond: (times.length * 1000) / took, median: at(0.5), p99: at(0.99) }
}

process.on('message', (job: Job) => {
  run(job).then(
    (measured) => process.send?.({ measured }),
    (error: Error) => process.send?.({ failed: error.message }),
  )
})
process.on('disconnect', () => process.exit())
