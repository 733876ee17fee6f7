import type { Services } from '@framewright/contracts/services'
import { domainErrorOf } from './failures.ts'

type Method = (...args: unknown[]) => unknown

/**
 * The services with one addition: what the database refuses anywhere inside comes out as the domain error it stands for.
 * Here rather than at each edge, so that RPC, REST and callers in process meet the same errors.
 */
export function withDomainErrors(services: Services): Services {
  const guarded = Object.entries(services).map(([name, service]) => [
    name,
    Object.fromEntries(
      Object.entries(service as Record<string, Method>).map(([method, run]) => [method, guard(run.bind(service))]),
    ),
  ])
  return Object.fromEntries(guarded) as Services
}

function guard(run: Method): Method {
  return (...args) => {
    try {
      const result = run(...args)
      if (result instanceof Promise) return result.catch(rethrow)
      return isIterable(result) ? guardIterable(result) : result
    } catch (error) {
      return rethrow(error)
    }
  }
}

async function* guardIterable(pieces: AsyncIterable<unknown>): AsyncGenerator<unknown, void> {
  try {
    yield* pieces
  } catch (error) {
    rethrow(error)
  }
}

function rethrow(error: unknown): never {
  throw domainErrorOf(error) ?? error
}

const isIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value
