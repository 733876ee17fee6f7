import type { FulfilmentStage } from '@framewright/contracts/fulfilment/fulfilment.lifecycle'
import type { Fulfilment } from '@framewright/contracts/fulfilment/fulfilment.schema'

/** A stage in the words of the floor. */
export const stageWords: Record<FulfilmentStage, { verb: string; doing: string; done: string; waiting: string }> = {
  PICKING: { verb: 'Pick', doing: 'picking', done: 'picked', waiting: 'To pick' },
  PACKING: { verb: 'Pack', doing: 'packing', done: 'packed', waiting: 'To pack' },
  DELIVERY: { verb: 'Deliver', doing: 'delivering', done: 'delivered', waiting: 'To deliver' },
}

/** Why nobody can work on a fulfilment now. */
export function waitsWords({ number, status }: Pick<Fulfilment, 'number' | 'status'>): string {
  switch (status) {
    case 'CREATED':
      return `${number} waits for stock. The office has to release it.`
    case 'DELIVERED':
      return `${number} is delivered already.`
    case 'CANCELLED':
      return `${number} is cancelled.`
    default:
      return `There is nothing to do on ${number} now.`
  }
}
