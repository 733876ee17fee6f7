import { errorCodes } from '@framewright/contracts/errors'
import { z } from 'zod'

const FieldError = z.object({
  path: z.string().meta({ description: 'Which field, with dots: "lines.0.quantity"' }),
  message: z.string(),
})

const ErrorBody = (codes: [string, ...string[]]) =>
  z.object({
    code: z.enum(codes),
    message: z.string().meta({ description: 'A sentence a person can act on' }),
    details: z
      .looseObject({ fields: z.array(FieldError).optional() })
      .meta({ description: 'What belongs to the code: the fields of an invalid input, the items that are short' }),
  })

const meanings: Record<number, string> = {
  400: 'The input is invalid; each field is named',
  401: 'Nobody is signed in, or the token or key is no longer good',
  403: 'Signed in, but not permitted',
  404: 'There is no such thing, or it is not yours to see',
  409: 'It conflicts with how things are now: taken, changed by somebody else, in another state, short of stock',
  413: 'The request is too large',
  422: 'It would break a rule of the business',
  429: 'Too many requests; Retry-After says when to come back',
  500: 'Our fault; the body names the request',
  503: 'Busy, or about to end; Retry-After says when to come back',
}

const retryAfter = { 'retry-after': { description: 'Seconds to wait', schema: { type: 'integer' as const } } }

/** One answer for each status, which lists the codes that come with it. Named by the status. */
export const errorResponses = Object.fromEntries(
  [...new Set(Object.values(errorCodes).map(({ status }) => status))].map((status) => {
    const codes = Object.entries(errorCodes)
      .filter(([, entry]) => entry.status === status)
      .map(([code]) => code) as [string, ...string[]]
    return [
      String(status),
      {
        description: meanings[status] ?? 'An error',
        ...(status === 429 || status === 503 ? { headers: retryAfter } : {}),
        content: { 'application/json': { schema: ErrorBody(codes) } },
      },
    ]
  }),
)
