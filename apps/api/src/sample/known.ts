import type { Call } from '@framewright/contracts/core/context'
import type { Services } from '@framewright/contracts/services'
import type { Deps } from '../core/deps.ts'

/** What every part of the sample is loaded with: as a person, through the commands everything goes through. */
export interface Loading {
  call: Call
  services: Omit<Services, 'sample'>
  clock: Deps['clock']
}

/** The id of something that was made before, by its name in the data. */
export function known(ids: ReadonlyMap<string, number>, key: string): number {
  const id = ids.get(key)
  if (id === undefined) throw new Error(`The sample refers to ${key}, which it does not make`)
  return id
}
