import type { ErrorBody } from '@framewright/contracts/errors'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Whether a browser opens the address as a page, for example a PDF in a tab of its own, so that a person reads the answer. */
export const isOpenedAsPage = (request: FastifyRequest): boolean => request.headers['sec-fetch-dest'] === 'document'

const policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:36em;margin:15vh auto;padding:0 1.5em;color-scheme:light dark}' +
  'small{opacity:.75}'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign)

/** The error as a page with its sentence, in its own status: where one waits for a document, JSON tells nobody anything. */
export function sendErrorPage(reply: FastifyReply, body: ErrorBody, status: number): FastifyReply {
  const { requestId, retryAfterSeconds } = body.details as { requestId?: string; retryAfterSeconds?: number }
  if (status === 503) reply.header('retry-after', String(Math.ceil(retryAfterSeconds ?? 2)))
  const request = requestId === undefined ? '' : `<p><small>Request ${escaped(requestId)}</small></p>`
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-security-policy', policy)
    .send(
      `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
        `<title>The document cannot be shown</title><style>${style}</style><main><h1>The document cannot be shown</h1>` +
        `<p>${escaped(body.message)}</p>${request}<p>Close this tab to go back to where you were.</p></main></html>`,
    )
}
