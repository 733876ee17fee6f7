import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http'

/**
 * What lies between a browser and the server, and fails as radio does:
 * - `through`: all is well.
 * - `cut`: every connection is dropped, nothing arrives.
 * - `loseAnswers`: changes arrive and are done, and their answers never come back.
 */
export type Weather = 'through' | 'cut' | 'loseAnswers'

export interface LossyProxy {
  url: string
  turn(weather: Weather): void
  /** How many answers were lost. */
  lost(): number
  close(): Promise<void>
}

export async function openLossyProxy(target: string): Promise<LossyProxy> {
  let weather: Weather = 'through'
  let lost = 0
  const { hostname, port } = new URL(target)

  const server = createServer((near: IncomingMessage, answer: ServerResponse) => {
    const losing = weather === 'loseAnswers' && near.method === 'POST'
    const far = forward({ hostname, port, method: near.method, path: near.url, headers: near.headers }, (said) => {
      if (losing) {
        // The server has done it: only then is the line dead.
        said.resume()
        said.on('end', () => {
          lost += 1
          near.socket.destroy()
        })
        return
      }
      answer.writeHead(said.statusCode ?? 502, said.headers)
      said.pipe(answer)
    })
    far.on('error', () => near.socket.destroy())
    near.pipe(far)
    answer.on('close', () => far.destroy())
  })
  server.on('connection', (socket) => {
    if (weather === 'cut') socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    turn: (next) => {
      weather = next
      if (next === 'cut') server.closeAllConnections()
    },
    lost: () => lost,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
