import type { Call } from '@framewright/contracts/core/context'
import { forbidden } from '@framewright/contracts/errors'

/**
 * Refuses an API key where an account itself is changed: a key that leaks must not take its owner's account over.
 * @throws DomainError FORBIDDEN
 */
export function requirePerson(call: Call): void {
  if (call.caller.apiKeyId !== undefined) {
    throw forbidden('An API key cannot change the account it belongs to; sign in for that.')
  }
}

/** What is hashed to recognise a repeated request: a fast hash of a password has no place in a table. */
export function withoutPasswords(input: object): object {
  return Object.fromEntries(Object.entries(input).filter(([name]) => !name.toLowerCase().includes('password')))
}
