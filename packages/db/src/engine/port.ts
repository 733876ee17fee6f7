import { createServer } from 'node:net'

/** A port of the loopback address that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const port = await listen(0)
  if (port === null) throw new Error('There is no free port on 127.0.0.1')
  return port
}

/** Whether nobody listens on that port of the loopback address. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await listen(port)) !== null
}

async function listen(port: number): Promise<number | null> {
  return await new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(null))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : null))
    })
  })
}
