import { connect, createServer, type Server, type Socket } from 'node:net'

/**
 * The network between API and database, on loopback, which can fail the ways networks do:
 * - `through`: bytes go both ways.
 * - `refuse`: connections are reset, new ones refused, as when the server's machine is off.
 * - `hang`: bytes wait, and go on later, as when a cable is pulled and put back.
 * - `forget`: as `hang`, but what was open stays dead for ever while new connections work, as when a firewall restarts or an
 *   address moves to another machine. Nobody is told.
 */
export interface Network {
  port: number
  through(): Promise<void>
  refuse(): Promise<void>
  hang(): void
  forget(): void
  /** Resets every connection there is, once. */
  cut(): void
  close(): Promise<void>
}

interface Pair {
  near: Socket
  far: Socket
  dead: boolean
}

export async function openNetwork(targetPort: number): Promise<Network> {
  const pairs = new Set<Pair>()
  let hanging = false
  let server: Server | null = null
  let port = 0

  function accept(near: Socket): void {
    const far = connect(targetPort, '127.0.0.1')
    const pair: Pair = { near, far, dead: false }
    pairs.add(pair)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (bytes) => {
        if (!pair.dead && !to.write(bytes)) from.pause()
      })
      to.on('drain', () => !hanging && from.resume())
      from.on('error', () => {})
      from.on('close', () => {
        pairs.delete(pair)
        // What nobody hears of stays open at the other end.
        if (!pair.dead) to.destroy()
      })
      from.setNoDelay(true)
    }
    if (hanging) hold(pair)
  }
  const hold = ({ near, far }: Pair) => {
    near.pause()
    far.pause()
  }
  const reset = ({ near, far }: Pair) => {
    near.resetAndDestroy()
    far.resetAndDestroy()
  }
  const listen = () =>
    new Promise<void>((resolve, reject) => {
      const next = createServer({ noDelay: true }, accept)
      next.once('error', reject)
      next.listen(port, '127.0.0.1', () => {
        const address = next.address()
        port = typeof address === 'object' && address !== null ? address.port : port
        server = next
        resolve()
      })
    })
  const stopListening = () =>
    new Promise<void>((resolve) => {
      if (server === null) return resolve()
      server.close(() => resolve())
      server = null
      for (const pair of pairs) reset(pair)
    })
  const hang = () => {
    hanging = true
    for (const pair of pairs) hold(pair)
  }

  await listen()
  return {
    port,
    async through() {
      hanging = false
      for (const { near, far, dead } of pairs) {
        if (dead) continue
        near.resume()
        far.resume()
      }
      if (server === null) await listen()
    },
    refuse: stopListening,
    hang,
    forget() {
      hang()
      for (const pair of pairs) pair.dead = true
    },
    cut: () => pairs.forEach(reset),
    async close() {
      await stopListening()
      for (const pair of pairs) reset(pair)
    },
  }
}
