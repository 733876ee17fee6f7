import { appRouter } from '@framewright/contracts/app.router'
import type { ProcedureMeta } from '@framewright/contracts/core/procedure'
import type { AnyProcedure } from '@trpc/server'
import type { z } from 'zod'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A procedure as REST offers it. */
export interface RestRoute {
  /** The procedure's path, e.g. "frame.get". */
  name: string
  procedure: AnyProcedure
  meta: ProcedureMeta
  method: Method
  /** Below /api, as declared: "/frames/{id}". */
  path: string
  /** The names in braces. */
  pathParams: string[]
  input: z.core.$ZodType | undefined
  output: z.core.$ZodType
  /** Where the input travels besides the path: GET and DELETE have no body, and a file is the whole of one. */
  inputIn: 'query' | 'body'
}

/** Every procedure that declares a REST route, in the router's order. */
export function restRoutes(): RestRoute[] {
  const procedures = appRouter._def.procedures as unknown as Record<string, AnyProcedure>
  return Object.entries(procedures).flatMap(([name, procedure]) => {
    const definition = procedure._def as unknown as {
      meta: ProcedureMeta
      inputs: z.core.$ZodType[]
      output: z.core.$ZodType
    }
    const declared = definition.meta.rest
    if (declared === undefined) return []
    const [method, path] = declared.split(' ') as [Method, string]
    return {
      name,
      procedure,
      meta: definition.meta,
      method,
      path,
      pathParams: [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''),
      input: definition.inputs[0],
      output: definition.output,
      inputIn: method === 'GET' || method === 'DELETE' || definition.meta.accepts === 'file' ? 'query' : 'body',
    }
  })
}
