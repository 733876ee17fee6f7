import pg from 'pg'
import { channel } from './sequencer.ts'

/** Hears of new positions as soon as another process has given them. Only a hurry: nothing depends on it. */
export interface Listener {
  close(): Promise<void>
}

/**
 * Listens on a connection of its own, which it makes anew whenever it is lost.
 *
 * @param heard receives the position that has been reached.
 */
export function listen(url: string, heard: (position: number) => void, log: (error: Error) => void): Listener {
  let closed = false
  let client: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined

  const connect = async () => {
    const next = new pg.Client({ connectionString: url, application_name: 'framewright listen', keepAlive: true })
    client = next
    next.on('notification', ({ payload }) => heard(Number(payload)))
    // Lost connections end up here and in `end`; either leads to a new one.
    next.on('error', () => {})
    next.on('end', again)
    try {
      await next.connect()
      await next.query(`LISTEN ${channel}`)
    } catch (error) {
      log(error as Error)
      await next.end().catch(() => {})
      again()
    }
  }
  const again = () => {
    if (closed || retry !== undefined) return
    retry = setTimeout(
      () => {
        retry = undefined
        void connect()
      },
      500 + Math.random() * 500,
    )
    retry.unref()
  }
  void connect()

  return {
    async close() {
      closed = true
      clearTimeout(retry)
      await client?.end().catch(() => {})
    },
  }
}
