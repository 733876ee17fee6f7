import { invalid } from '@framewright/contracts/errors'

/** Whose password it is to be. */
export interface PasswordOwner {
  username: string
  email: string
}

let common: Promise<ReadonlySet<string>> | undefined

/** Read when the first password is judged: half a megabyte that most commands never need. */
async function commonPasswords(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  return new Set(dictionary['passwords-common'].map(String))
}

/**
 * Refuses a password that guessing begins with: one of the commonest there are, or its owner's name or address. Length is
 * the contract's to judge, and nothing else is asked: no signs, no capitals, no yearly change.
 *
 * @param field where the password stands in the input.
 * @throws DomainError INVALID_INPUT
 */
export async function requireGuessless(password: string, owner: PasswordOwner, field: string): Promise<void> {
  const lower = password.normalize('NFKC').toLowerCase()
  const [local = ''] = owner.email.toLowerCase().split('@')
  const own = [owner.username.toLowerCase(), owner.email.toLowerCase(), local, 'framewright']
  const plain = lower.replace(/[\d\W_]+$/u, '')
  if (own.some((name) => lower === name || (name.length >= 4 && plain === name))) {
    throw invalid(field, 'This password is a name anybody would try first. Choose another.')
  }
  common ??= commonPasswords()
  if ((await common).has(lower)) {
    throw invalid(field, 'This password is one of the commonest there are, and is tried first. Choose another.')
  }
}
