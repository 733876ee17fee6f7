import { createHash } from 'node:crypto'
import type { SentFile } from '@framewright/contracts/attachment/attachment.schema'
import type { Context } from '@framewright/contracts/core/context'
import { csvImportLimitBytes } from '@framewright/contracts/core/csv-import'
import type { PdfFile } from '@framewright/contracts/core/files'
import { toErrorBody } from '@framewright/contracts/core/procedure'
import { errorCodes } from '@framewright/contracts/errors'
import type { TrackedEvent } from '@framewright/contracts/event/event.router'
import { getTRPCErrorFromUnknown } from '@trpc/server'
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import type { Clock } from '../core/clock.ts'
import { type ContextParts, contextOf } from '../http/context.ts'
import { isOpenedAsPage, sendErrorPage } from '../http/error-page.ts'
import { sendError } from '../http/errors.ts'
import { plainForm, sendEvents } from '../http/event-stream.ts'
import { closingSignal } from '../http/signal.ts'
import { sendCsv, sendFile, sendPdf } from './answer.ts'
import { inputReader } from './input.ts'
import { type RestRoute, restRoutes } from './routes.ts'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const satisfies HTTPMethods[]

/** Serves the procedures by REST under /api, as their declarations say. */
export async function serveRest(app: FastifyInstance, parts: ContextParts & { clock: Clock }): Promise<void> {
  await app.register(
    async (api) => {
      // An empty body is no body, whatever its type says: actions need none.
      api.removeContentTypeParser('text/plain')
      api.removeContentTypeParser('application/json')
      api.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
        if (body === '') return done(null, undefined)
        try {
          done(null, JSON.parse(body as string))
        } catch (error) {
          done(Object.assign(new Error(`The body is not JSON: ${(error as Error).message}`), { statusCode: 400 }))
        }
      })
      // Decoded here: what is not UTF-8 is refused rather than imported as question marks.
      api.addContentTypeParser('text/csv', { parseAs: 'buffer' }, (_request, body, done) => {
        try {
          done(null, new TextDecoder('utf-8', { fatal: true }).decode(body as Buffer))
        } catch {
          done(
            Object.assign(new Error('The file is not UTF-8. Save it as "CSV UTF-8" and try again.'), {
              statusCode: 400,
            }),
          )
        }
      })
      const allowed = new Map<string, Set<string>>()
      for (const route of restRoutes()) {
        const url = route.path.replaceAll(/\{(\w+)\}/g, ':$1')
        const limit = route.meta.consumes === undefined ? {} : { bodyLimit: csvImportLimitBytes }
        if (route.meta.accepts === 'file') await serveUpload(api, url, route, parts)
        else api.route({ method: route.method, url, handler: handlerOf(route, parts), ...limit })
        allowed.set(url, (allowed.get(url) ?? new Set()).add(route.method))
      }
      for (const [url, used] of allowed) refuseOthers(api, url, used)
    },
    { prefix: '/api' },
  )
}

/** A route whose body is a file, of whatever type it says to be: what it is, its bytes tell. */
async function serveUpload(
  api: FastifyInstance,
  url: string,
  route: RestRoute,
  parts: ContextParts & { clock: Clock },
): Promise<void> {
  await api.register(async (uploads) => {
    uploads.removeAllContentTypeParsers()
    uploads.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    const bodyLimit = parts.config.uploadLimitBytes
    uploads.route({ method: route.method, url, bodyLimit, handler: handlerOf(route, parts) })
  })
}

function handlerOf(route: RestRoute, parts: ContextParts & { clock: Clock }) {
  const { name, procedure, meta } = route
  const read = inputReader(route)
  const status = meta.status ?? 200
  const streams = meta.produces === 'text/event-stream'

  return async (request: FastifyRequest, reply: FastifyReply) => {
    try {
      const signal = streams ? closingSignal(reply) : undefined
      const ctx: Context = await contextOf(parts, request, reply)
      ctx.signal = signal
      const input = read(request)
      const call = { ctx, path: name, type: procedure._def.type, getRawInput: async () => input, signal, batchIndex: 0 }
      const result: unknown = await procedure(call)
      if (streams) return sendEvents(reply, result as AsyncIterable<TrackedEvent>, plainForm)
      if (meta.produces === 'text/csv') {
        const fileName = `${route.path.split('/')[1]}-${parts.clock.today()}.csv`
        return await sendCsv(reply, result as AsyncIterable<string>, fileName)
      }
      if (meta.produces === 'file') {
        const file = result as SentFile
        if (request.headers['if-none-match'] === `"${file.sha256}"`) return reply.code(304).send()
        return await sendFile(reply, file)
      }
      if (meta.produces === 'application/pdf') return sendPdf(reply, result as PdfFile)
      if (status === 204) return reply.code(status).header('cache-control', 'no-store').send()
      const body = JSON.stringify(result)
      const type = 'application/json; charset=utf-8'
      if (!isForDevices(route)) return reply.code(status).header('cache-control', 'no-store').type(type).send(body)
      const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
      reply.header('cache-control', 'private, no-cache').header('etag', etag)
      if (knows(request.headers['if-none-match'], etag)) return reply.code(304).send()
      return reply.code(status).type(type).send(body)
    } catch (thrown) {
      return refuse(thrown, name, request, reply, meta.produces === 'application/pdf')
    }
  }
}

/** What phones ask again and again over a poor network: the same answer is not sent twice. */
const isForDevices = ({ method, path }: RestRoute) => method === 'GET' && path.startsWith('/mobile/')

/** Whether a device says it has that answer. A proxy that compresses may have made the tag a weak one. */
const knows = (given: string | undefined, etag: string) =>
  given?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag) === true

/** @param isPaper whether a browser may have opened it in a tab, to be read or printed. */
function refuse(thrown: unknown, procedure: string, request: FastifyRequest, reply: FastifyReply, isPaper: boolean) {
  const error = getTRPCErrorFromUnknown(thrown)
  const body = toErrorBody(error, request.id)
  if (body.code === 'INTERNAL') {
    request.log.error({ err: error.cause ?? error, procedure }, 'A procedure failed unexpectedly')
  }
  const { status } = errorCodes[body.code]
  return isPaper && isOpenedAsPage(request) ? sendErrorPage(reply, body, status) : sendError(reply, body, status)
}

function refuseOthers(api: FastifyInstance, url: string, used: ReadonlySet<string>): void {
  const allow = [...used].join(', ')
  const others = methods.filter((method) => !used.has(method))
  if (others.length === 0) return
  api.route({
    method: others,
    url,
    // Refused by its method alone: the body is not looked at.
    onRequest: async (request, reply) => {
      reply.header('allow', allow)
      const message = `${request.method} is not possible here; use ${allow}.`
      return sendError(reply, { code: 'INVALID_INPUT', message, details: { fields: [] } }, 405)
    },
    handler: async () => undefined,
  })
}
