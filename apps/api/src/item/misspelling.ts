/** Shorter words are like too many others to be taken for a misspelt one. */
const shortest = 4
/** Longer ones are no words. */
const longest = 40

/** Whether a word of a search may be one of the catalogue's words with a typing error: letters only, neither short nor long. */
export function canBeMisspelt(word: string): boolean {
  const { length } = Array.from(word)
  return length >= shortest && length <= longest && /^\p{L}+$/u.test(word)
}

/** The words that become this one when two letters beside each other change places: the commonest slip of all. */
export function swaps(word: string): string[] {
  const letters = Array.from(word)
  if (letters.length < 3 || letters.length > longest) return []
  const swapped = letters.slice(1).flatMap((second, at) => {
    const first = letters[at] ?? ''
    // Digits that change places make another SKU.
    if (first === second || !/^\p{L}{2}$/u.test(first + second)) return []
    return [[...letters.slice(0, at), second, first, ...letters.slice(at + 2)].join('')]
  })
  return [...new Set(swapped)]
}
