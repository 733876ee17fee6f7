import { type DomainErrorCode, errorCodes } from '@framewright/contracts/errors'
import { z } from 'zod'
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi'
import { productVersion } from '../core/product.ts'
import { errorResponses } from './openapi.errors.ts'
import { type RestRoute, restRoutes } from './routes.ts'
import { withSchemaNames } from './schema-names.ts'

export type OpenApiDocument = ReturnType<typeof createDocument>

const securitySchemes = {
  accessToken: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'The `accessToken` of POST /auth/login; ten minutes, then POST /auth/refresh.',
  },
  apiKey: {
    type: 'apiKey',
    in: 'header',
    name: 'X-API-KEY',
    description: 'A key of POST /api-keys, for services.',
  },
} as const

const description = `Every path is a procedure that the dashboard and the TypeScript client call too: same validation, same
permissions. Money and quantities are decimal strings. Lists page by \`cursor\` and answer \`{ items, nextCursor, total? }\`.
Errors are \`{ code, message, details }\`. A create or an action takes an \`Idempotency-Key\`: the same key and body give the
first answer again. A trailing slash is ignored; array parameters repeat or hold commas.`

/** The OpenAPI 3.1 document of everything under /api, out of the procedures themselves. */
export function openApiDocument(): OpenApiDocument {
  const routes = restRoutes()
  const paths: ZodOpenApiPathsObject = {}
  for (const route of routes) {
    const method = route.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete'
    paths[route.path] = { ...paths[route.path], [method]: operationOf(route) }
  }
  const document = () =>
    createDocument({
      openapi: '3.1.0',
      info: { title: 'Framewright', version: productVersion, description, license: { name: 'MIT', identifier: 'MIT' } },
      servers: [{ url: '/api' }],
      tags: [...new Set(routes.map(tagOf))].toSorted().map((name) => ({ name })),
      security: [{ accessToken: [] }, { apiKey: [] }],
      paths,
      components: { securitySchemes, responses: errorResponses },
    })
  return withSchemaNames(document)
}

/** Bytes, as OpenAPI says them. */
const binary = { type: 'string', format: 'binary' } as const

function operationOf(route: RestRoute): ZodOpenApiOperationObject {
  const { meta } = route
  const status = String(meta.status ?? 200) as '200'
  const success =
    meta.produces === undefined
      ? { 'application/json': { schema: route.output } }
      : {
          [meta.produces === 'file' ? 'application/octet-stream' : meta.produces]: {
            schema: meta.produces === 'application/pdf' || meta.produces === 'file' ? binary : z.string(),
          },
        }
  return {
    operationId: route.name,
    summary: meta.summary,
    tags: [tagOf(route)],
    description: permissionOf(route),
    ...(meta.permission === 'public' ? { security: [] } : {}),
    ...inputOf(route),
    responses: {
      [status]: meta.status === 204 ? { description: 'Done' } : { description: 'Success', content: success },
      ...Object.fromEntries(errorsOf(route).map((code) => [errorCodes[code].status, ref(code)])),
    },
  }
}

const ref = (code: DomainErrorCode) => ({ $ref: `#/components/responses/${errorCodes[code].status}` })

function inputOf(route: RestRoute): Pick<ZodOpenApiOperationObject, 'requestParams' | 'requestBody'> {
  const shape = fieldsOf(route.input)
  const isInPath = ([name]: [string, unknown]) => route.pathParams.includes(name)
  const path = Object.fromEntries(Object.entries(shape).filter(isInPath))
  const isFile = ([name]: [string, unknown]) => route.meta.accepts === 'file' && name === 'file'
  const rest = Object.fromEntries(Object.entries(shape).filter((field) => !isInPath(field) && !isFile(field)))
  const headers = {
    ...(route.meta.kind === 'command' && route.meta.permission !== 'public'
      ? { 'Idempotency-Key': z.string().max(200).optional().meta({ description: 'Makes a repeated request safe' }) }
      : {}),
    ...(route.meta.produces === 'text/event-stream' ? { 'Last-Event-ID': z.string().optional() } : {}),
  }
  const params = {
    ...(Object.keys(path).length > 0 ? { path: z.object(path) } : {}),
    ...(route.inputIn === 'query' && Object.keys(rest).length > 0 ? { query: z.object(rest) } : {}),
    ...(Object.keys(headers).length > 0 ? { header: z.object(headers) } : {}),
  }
  if (route.meta.consumes !== undefined) {
    const { csv = z.string(), ...query } = rest
    return {
      requestParams: { ...params, query: z.object(query) },
      requestBody: { required: true, content: { [route.meta.consumes]: { schema: csv } } },
    }
  }
  if (route.meta.accepts === 'file') {
    const content = { 'application/octet-stream': { schema: binary } }
    return { requestParams: params, requestBody: { required: true, content } }
  }
  if (route.inputIn === 'query' || Object.keys(rest).length === 0) return { requestParams: params }
  // The schema itself where nothing of it travels in the path, so that it keeps its name.
  const body = Object.keys(path).length === 0 && route.input ? route.input : z.object(rest)
  return {
    requestParams: params,
    requestBody: {
      required: !z.safeParse(body, {}).success,
      content: { 'application/json': { schema: body } },
    },
  }
}

/** The fields of an input behind its defaults and transformations. */
function fieldsOf(input: z.core.$ZodType | undefined): Record<string, z.core.$ZodType> {
  if (input === undefined) return {}
  if (input instanceof z.ZodObject) return input.shape as Record<string, z.core.$ZodType>
  if (input instanceof z.ZodPipe) return fieldsOf(input.in as z.core.$ZodType)
  if (input instanceof z.ZodDefault || input instanceof z.ZodOptional || input instanceof z.ZodNullable) {
    return fieldsOf(input.unwrap() as z.core.$ZodType)
  }
  throw new Error(`A REST input must be an object, not ${input._zod.def.type}`)
}

/** What can go wrong with a call, by what it does. */
function errorsOf(route: RestRoute): DomainErrorCode[] {
  const codes: DomainErrorCode[] = ['INVALID_INPUT', 'TOO_MANY_REQUESTS', 'INTERNAL', 'UNAVAILABLE']
  if (route.meta.permission !== 'public') codes.push('UNAUTHENTICATED', 'FORBIDDEN')
  else if (route.name.startsWith('auth.')) codes.push('UNAUTHENTICATED')
  if (route.pathParams.length > 0 || route.meta.kind === 'command') codes.push('NOT_FOUND')
  if (route.meta.kind === 'command') codes.push('CONFLICT', 'PAYLOAD_TOO_LARGE', 'RULE_VIOLATED')
  return codes
}

function permissionOf({ meta }: RestRoute): string {
  const { permission } = meta
  if (permission === 'public') return 'Open to everybody.'
  if (permission === 'signedIn') return 'For everybody signed in.'
  const names = typeof permission === 'string' ? [permission] : permission
  return `Permission: ${names.map((name) => `\`${name}\``).join(' or ')}.`
}

/** "purchaseOrder.get" is of the purchase orders. */
function tagOf(route: RestRoute): string {
  const [domain = ''] = route.name.split('.')
  const words = domain.replace(/([A-Z])/g, ' $1').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
