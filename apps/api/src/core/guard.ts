import type { Call } from '@framewright/contracts/core/context'
import { mapPieces } from '@framewright/contracts/core/pieces'
import type { Services } from '@framewright/contracts/services'
import { domainErrorOf } from './failures.ts'
import type { Replicas } from './replicas.ts'

type Method = (...args: unknown[]) => unknown

/**
 * The services with two additions: what the database refuses anywhere inside comes out as the domain error it stands for,
 * and queries go to a replica where there are any.
 * Here rather than at each edge, so that RPC, REST and callers in process meet the same errors.
 */
export function withDomainErrors(services: Services, replicas?: Replicas): Services {
  const guarded = Object.entries(services).map(([name, service]) => [
    name,
    Object.fromEntries(
      Object.entries(service as Record<string, Method>).map(([method, run]) => [
        method,
        guard(run.bind(service), replicas),
      ]),
    ),
  ])
  return Object.fromEntries(guarded) as Services
}

function guard(run: Method, replicas: Replicas | undefined): Method {
  return (...args) => {
    try {
      const result = replicas ? replicas.run(args[0] as Call, () => run(...args)) : run(...args)
      if (result instanceof Promise) return result.catch(rethrow)
      return isIterable(result) ? mapPieces(result, asIs, translated) : result
    } catch (error) {
      return rethrow(error)
    }
  }
}

const asIs = (piece: unknown) => piece
const translated = (error: unknown) => domainErrorOf(error) ?? error

function rethrow(error: unknown): never {
  throw translated(error)
}

const isIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value
