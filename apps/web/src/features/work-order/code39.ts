/**
 * Code 39, the barcode every scanner reads without setting up. Each sign is nine bars and gaps in turn, "w" the wide
 * ones. Source: ISO/IEC 16388.
 */
const signs: Record<string, string> = {
  '0': 'nnnwwnwnn',
  '1': 'wnnwnnnnw',
  '2': 'nnwwnnnnw',
  '3': 'wnwwnnnnn',
  '4': 'nnnwwnnnw',
  '5': 'wnnwwnnnn',
  '6': 'nnwwwnnnn',
  '7': 'nnnwnnwnw',
  '8': 'wnnwnnwnn',
  '9': 'nnwwnnwnn',
  A: 'wnnnnwnnw',
  B: 'nnwnnwnnw',
  C: 'wnwnnwnnn',
  D: 'nnnnwwnnw',
  E: 'wnnnwwnnn',
  F: 'nnwnwwnnn',
  G: 'nnnnnwwnw',
  H: 'wnnnnwwnn',
  I: 'nnwnnwwnn',
  J: 'nnnnwwwnn',
  K: 'wnnnnnnww',
  L: 'nnwnnnnww',
  M: 'wnwnnnnwn',
  N: 'nnnnwnnww',
  O: 'wnnnwnnwn',
  P: 'nnwnwnnwn',
  Q: 'nnnnnnwww',
  R: 'wnnnnnwwn',
  S: 'nnwnnnwwn',
  T: 'nnnnwnwwn',
  U: 'wwnnnnnnw',
  V: 'nwwnnnnnw',
  W: 'wwwnnnnnn',
  X: 'nwnnwnnnw',
  Y: 'wwnnwnnnn',
  Z: 'nwwnwnnnn',
  '-': 'nwnnnnwnw',
  '.': 'wwnnnnwnn',
  ' ': 'nwwnnnwnn',
  '/': 'nwnwnnnwn',
}
const edge = 'nwnnwnwnn'
const wide = 3

export interface Barcode {
  /** Width of the whole in narrow bars. */
  width: number
  bars: { x: number; width: number }[]
}

/** The bars of a text; null when it holds a sign that Code 39 does not. */
export function code39(text: string): Barcode | null {
  const patterns = [...text.toUpperCase()].map((sign) => signs[sign])
  if (patterns.length === 0 || patterns.some((pattern) => pattern === undefined)) return null
  const bars: Barcode['bars'] = []
  let x = 0
  for (const pattern of [edge, ...(patterns as string[]), edge]) {
    for (const [index, size] of [...pattern].entries()) {
      const width = size === 'w' ? wide : 1
      if (index % 2 === 0) bars.push({ x, width })
      x += width
    }
    // A narrow gap stands between two signs.
    x += 1
  }
  return { width: x - 1, bars }
}
