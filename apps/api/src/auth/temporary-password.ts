import { randomInt } from 'node:crypto'

/** Letters and digits that nobody mistakes for one another when reading them out; four groups of five hold 99 bits. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A strong password that can be read out and typed, to be handed over and changed. */
export function temporaryPassword(): string {
  const group = () => Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}
