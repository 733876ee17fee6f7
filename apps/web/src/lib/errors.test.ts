import { type DomainErrorCode, type ErrorDetails, errorCodes } from '@framewright/contracts/errors'
import { describe, expect, it } from 'vitest'
import { errorBody, errorSentence, fieldErrors, mayRetry } from './errors.ts'

const thrown = <C extends DomainErrorCode>(code: C, message: string, details: ErrorDetails[C]) =>
  Object.assign(new Error(message), { name: 'TRPCClientError', data: { error: { code, message, details } } })

describe('the sentence of an error', () => {
  it.each(Object.keys(errorCodes) as DomainErrorCode[])('%s: keeps what the server said', (code) => {
    expect(errorSentence(thrown(code, 'What happened.', {} as never))).toMatch(/^What happened\./)
  })

  it('names what is short and how much is there', () => {
    const error = thrown('INSUFFICIENT_STOCK', 'Not enough material.', {
      items: [{ itemId: 1, sku: 'H-1', name: 'Hinge', requested: '4', available: '1' }],
    })
    expect(errorSentence(error)).toBe('Not enough material. Hinge (H-1): 4 needed, 1 there.')
  })

  it('does not repeat a hint the server has given', () => {
    const error = thrown('TOO_MANY_REQUESTS', 'Too many. Try again in 30 seconds.', { retryAfterSeconds: 30 })
    expect(errorSentence(error)).toBe('Too many. Try again in 30 seconds.')
  })

  it('a request that never arrived is the network, not a fault', () => {
    expect(errorBody(Object.assign(new TypeError('Failed to fetch'), {})).code).toBe('OFFLINE')
    expect(errorBody(Object.assign(new Error('x'), { name: 'TRPCClientError' })).code).toBe('OFFLINE')
  })

  it("the dashboard's own fault is not blamed on the network", () => {
    expect(errorBody(new TypeError('x is undefined')).code).toBe('INTERNAL')
  })
})

describe('the errors of single fields', () => {
  it('by their path, as a form takes them', () => {
    const error = thrown('INVALID_INPUT', '…', { fields: [{ path: 'lines.0.quantity', message: 'Above zero' }] })
    expect(fieldErrors(error)).toEqual({ 'lines.0.quantity': 'Above zero' })
  })

  it('a taken value belongs to its field', () => {
    expect(fieldErrors(thrown('DUPLICATE', 'The SKU A is taken.', { field: 'sku', value: 'A' }))).toEqual({
      sku: 'The SKU A is taken.',
    })
  })

  it('what is about the whole belongs to no field', () => {
    expect(fieldErrors(thrown('INVALID_INPUT', '…', { fields: [{ path: '', message: 'No' }] }))).toEqual({})
    expect(fieldErrors(thrown('FORBIDDEN', 'No', {}))).toEqual({})
  })
})

it('repeats only what may succeed unchanged', () => {
  expect(mayRetry(thrown('UNAVAILABLE', 'Busy', {}))).toBe(true)
  expect(mayRetry(new TypeError('Failed to fetch'))).toBe(true)
  expect(mayRetry(thrown('CONFLICT', 'No', {}))).toBe(false)
})
