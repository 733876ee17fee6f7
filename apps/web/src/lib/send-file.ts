import { randomId } from './random-id.ts'
import { renewSession } from './renew.ts'
import { clientHeaders } from './trpc-attempts.ts'

/**
 * Sends a file as the body of a REST call, as its own key makes it safe to repeat, and renews the session when that has run
 * out meanwhile.
 * @throws what `errorBody` reads, as a call of a procedure would.
 */
export async function sendFile<T>(method: 'POST' | 'PUT', path: string, file: Blob): Promise<T> {
  const headers = { ...clientHeaders({ idempotencyKey: randomId() }), 'content-type': 'application/octet-stream' }
  const send = () => fetch(`/api${path}`, { method, body: file, headers })
  const askedAt = Date.now()
  let answer = await send()
  if (answer.status === 401) {
    await renewSession(askedAt)
    answer = await send()
  }
  const body: unknown = await answer.json()
  if (!answer.ok) throw Object.assign(new Error('The file was refused'), { data: { error: body } })
  return body as T
}
