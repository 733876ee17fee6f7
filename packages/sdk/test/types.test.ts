import { describe, expectTypeOf, it } from 'vitest'
import { createClient, type FramewrightErrorCode, type Inputs, isFramewrightError, type Outputs } from '../src/index.ts'

const client = createClient({ url: 'http://localhost:3000', apiKey: 'fwk_x' })

describe('the types of the client', () => {
  it('are those of the procedures', () => {
    expectTypeOf(client.frame.get.query).parameter(0).toExtend<{ id: number }>()
    expectTypeOf(client.frame.get.query).returns.resolves.toHaveProperty('stock')
    expectTypeOf<Outputs['frame']['get']['unitPrice']>().toEqualTypeOf<string>()
    expectTypeOf<Outputs['workOrder']['get']['status']>().toEqualTypeOf<
      'PENDING' | 'IN_PROGRESS' | 'COMPLETED' | 'CANCELLED'
    >()
    expectTypeOf<Inputs['purchaseOrder']['create']['lines'][number]['quantity']>().toEqualTypeOf<string | number>()
  })

  it('offer reads as queries and changes as mutations', () => {
    expectTypeOf(client.frame.create).toHaveProperty('mutate')
    expectTypeOf(client.frame.create).not.toHaveProperty('query')
    expectTypeOf(client.frame.list).toHaveProperty('query')
    expectTypeOf(client.live.events).toHaveProperty('subscribe')
  })

  it('know no procedure and no field that is not there', () => {
    // @ts-expect-error there is no such procedure
    void client.frame.explode
    // @ts-expect-error a frame is found by a number
    expectTypeOf(client.frame.get.query).toBeCallableWith({ id: '7' })
    // @ts-expect-error one credential or the other
    createClient({ url: 'http://localhost', apiKey: 'a', token: 'b' })
  })

  it('narrow an error by its code', () => {
    const error: unknown = new Error('x')
    if (isFramewrightError(error, 'INSUFFICIENT_STOCK')) {
      expectTypeOf(error.data.error.details.items[0]).toExtend<{ sku: string; available: string } | undefined>()
    }
    if (isFramewrightError(error)) {
      expectTypeOf(error.data.error.code).toEqualTypeOf<FramewrightErrorCode>()
      if (error.data.error.code === 'TOO_MANY_REQUESTS') {
        expectTypeOf(error.data.error.details.retryAfterSeconds).toEqualTypeOf<number>()
      }
    }
  })
})
