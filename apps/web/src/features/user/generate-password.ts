/** Letters and digits that nobody mistakes for another when reading them out: no 0 O, 1 l I. */
const alphabet = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const groups = 4
const groupLength = 5

/** A strong password that can be read out and typed: four groups of five, about 115 bits. */
export function generatePassword(): string {
  return Array.from({ length: groups }, () => Array.from({ length: groupLength }, pick).join('')).join('-')
}

/** Every letter equally likely: bytes beyond the last whole multiple of the alphabet are drawn again. */
function pick(): string {
  const limit = 256 - (256 % alphabet.length)
  for (;;) {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1))
    if (byte < limit) return alphabet.charAt(byte % alphabet.length)
  }
}
