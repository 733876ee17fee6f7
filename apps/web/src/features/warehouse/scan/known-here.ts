import type { Fulfilment, PickList, WarehouseTask, Worker } from '@framewright/contracts/fulfilment/fulfilment.schema'
import { device } from '~/lib/offline/device-store.ts'
import { queryClient } from '~/lib/query-client.ts'
import { keyOf } from '~/lib/query-key.ts'
import { utils } from '~/lib/trpc.ts'

/** What this device knows without asking: who was scanned on it today, and the fulfilments it has read. */

const goodForMs = 12 * 3_600_000
const mostPeople = 50
/** Of what waits, so many are read ahead: what one does in an hour without a network. */
const readAhead = 20
const peopleName = 'people'

interface KnownPerson {
  mark: string
  worker: Worker
  at: number
}

/** A badge is never kept, only what tells it from others. Undefined where the browser cannot make that. */
async function markOf(code: string): Promise<string | undefined> {
  if (crypto.subtle === undefined) return undefined
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`framewright ${code.toLowerCase()}`))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const people = async (): Promise<KnownPerson[]> => {
  const kept = await device.get<KnownPerson[]>('facts', peopleName).catch(() => undefined)
  return (kept ?? []).filter(({ at }) => Date.now() - at < goodForMs)
}

/** Remembers whom the server has named for a badge or an e-mail address. */
export async function rememberPerson(code: string, worker: Worker): Promise<void> {
  const mark = await markOf(code)
  if (mark === undefined) return
  const others = (await people()).filter((one) => one.mark !== mark)
  await device.put('facts', [{ mark, worker, at: Date.now() }, ...others].slice(0, mostPeople), peopleName)
}

/** Who that is, if they were scanned here before; the server judges the badge when what they did reaches it. */
export async function knownPerson(code: string): Promise<Worker | undefined> {
  const mark = await markOf(code)
  return (await people()).find((one) => one.mark === mark)?.worker
}

/** A fulfilment this device has read, by its number. */
export function knownFulfilment(code: string): Fulfilment | undefined {
  const number = code.trim().toUpperCase()
  return queryClient
    .getQueriesData<Fulfilment>({ queryKey: keyOf('fulfilment', 'get') })
    .map(([, fulfilment]) => fulfilment)
    .find((fulfilment) => fulfilment?.number.toUpperCase() === number)
}

export const noteFulfilment = (fulfilment: Fulfilment): void => {
  queryClient.setQueryData(keyOf('fulfilment', 'get', { id: fulfilment.id }, 'query'), fulfilment)
}

/** Where to pick a fulfilment: from the server, or as it was last read here. */
export async function pickListOf(id: number): Promise<PickList> {
  const input = { fulfilmentIds: [id] }
  try {
    return await utils.fulfilment.pickList.fetch(input, { staleTime: 0, retry: false })
  } catch (error) {
    const known = queryClient.getQueryData<PickList>(keyOf('fulfilment', 'pickList', input, 'query'))
    if (known === undefined) throw error
    return known
  }
}

/** Reads ahead what waits, so that it can be done where the network does not reach. */
export function readAheadOf(tasks: readonly WarehouseTask[]): void {
  for (const { fulfilmentId: id, stage } of tasks.slice(0, readAhead)) {
    void utils.fulfilment.get.prefetch({ id })
    if (stage === 'PICKING') void utils.fulfilment.pickList.prefetch({ fulfilmentIds: [id] })
  }
}
