import { recall, remember } from './storage.ts'
import { createStore } from './store.ts'

const name = 'currency'

/** The shop's currency, ISO 4217. Remembered here, so that the first amounts of a page already carry it. */
export const currency = createStore(recall(name, 'EUR'))

/** Takes over what the server says of it. */
export function setCurrency(code: string): void {
  if (code === currency.get()) return
  remember(name, code)
  currency.set(code)
}
