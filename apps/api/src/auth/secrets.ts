import { createHash, randomBytes } from 'node:crypto'

/** The beginnings of our secrets, by which scanners for leaked ones can tell them. */
export const prefixes = { refreshToken: 'fwr_', apiKey: 'fwk_' } as const
type Kind = keyof typeof prefixes

const shapes: Record<Kind, RegExp> = {
  refreshToken: /^fwr_[A-Za-z0-9_-]{43}$/,
  apiKey: /^fwk_[A-Za-z0-9_-]{43}$/,
}

/** A new secret of 256 random bits. */
export const newSecret = (kind: Kind): string => prefixes[kind] + randomBytes(32).toString('base64url')

/** Whether a text could be one of ours; what could not is not looked up. */
export const looksLike = (kind: Kind, text: string): boolean => shapes[kind].test(text)

/** What is stored of a secret. A fast hash will do: nobody guesses 256 random bits. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url')
