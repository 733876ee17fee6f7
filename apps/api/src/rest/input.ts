import { invalid } from '@framewright/contracts/errors'
import type { FastifyRequest } from 'fastify'
import { coercions } from './coerce.ts'
import type { RestRoute } from './routes.ts'

/** Makes the reader of a route's input: what its procedure would have been given by RPC. */
export function inputReader(route: RestRoute): (request: FastifyRequest) => unknown {
  const { input, inputIn, pathParams } = route
  if (input === undefined) return () => undefined
  // Found out at the first request: for all routes together it would be felt at every start.
  let coerce: ReturnType<typeof coercions> | undefined
  const textIn = (name: string, value: unknown) => {
    coerce ??= coercions(input)
    return coerce.get(name)?.(value) ?? undefined
  }

  return (request) => {
    const given: Record<string, unknown> = Object.create(null)
    if (route.meta.consumes !== undefined && typeof request.body === 'string') {
      for (const [name, value] of Object.entries(request.query as Record<string, unknown>))
        given[name] = textIn(name, value)
      given.csv = request.body
    } else if (inputIn === 'body') Object.assign(given, bodyOf(request))
    else {
      for (const [name, value] of Object.entries(request.query as Record<string, unknown>)) {
        if (!pathParams.includes(name)) given[name] = textIn(name, value)
      }
    }
    if (route.meta.accepts === 'file') given.file = request.body
    // What the path says counts, whatever a body says.
    const params = request.params as Record<string, string>
    for (const name of pathParams) given[name] = textIn(name, params[name])
    // Behind a last event, without it, the header of the browser's own client says where to go on.
    if (route.meta.produces === 'text/event-stream') {
      const header = request.headers['last-event-id']
      if (typeof header === 'string' && header !== '') given.lastEventId = header
    }
    return given
  }
}

function bodyOf({ body }: FastifyRequest): object {
  if (body === undefined || body === null) return {}
  if (typeof body === 'object' && !Array.isArray(body)) return body
  throw invalid('body', 'The body must be a JSON object')
}
