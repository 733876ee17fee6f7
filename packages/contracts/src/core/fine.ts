import { places } from './decimal.ts'

/**
 * A decimal of at most eighteen places, for sums and products over many thousands of lines: computing with these costs a
 * hundredth of what it costs with texts. Exact but where it says that something is rounded, and then half up.
 *
 * Nearly all are few digits, which a number holds exactly, and where the point stands. What would not fit is a whole number of
 * the eighteenth place.
 */
export type Fine = Short | bigint

interface Short {
  /** A whole number that JavaScript's hold exactly. */
  readonly digits: number
  /** How many of them stand behind the point. */
  readonly places: number
}

const finest = 18
/** Powers of ten that numbers hold exactly, and those beyond them. */
const powers = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent)
const bigPowers = Array.from({ length: 2 * finest + 1 }, (_, exponent) => 10n ** BigInt(exponent))
const power = (exponent: number): number => powers[exponent] ?? Number.NaN
const bigPower = (exponent: number): bigint => bigPowers[exponent] ?? 1n

const isExact = (digits: number) => digits <= Number.MAX_SAFE_INTEGER && digits >= -Number.MAX_SAFE_INTEGER
const long = (value: Fine): bigint =>
  typeof value === 'bigint' ? value : BigInt(value.digits) * bigPower(finest - value.places)

export const zero: Fine = { digits: 0, places: 0 }
const one: Fine = { digits: 1, places: 0 }

/**
 * A plain decimal text; what it has beyond eighteen places is rounded.
 * @throws TypeError where it is none, like "1e3".
 */
export function read(value: string): Fine {
  if (!/^-?\d+(?:\.\d*)?$/.test(value)) throw new TypeError(`"${value}" is no plain decimal`)
  const point = value.indexOf('.')
  if (point < 0) return value.length <= 15 ? { digits: Number(value), places: 0 } : BigInt(value) * bigPower(finest)
  let end = value.length
  while (value[end - 1] === '0') end--
  const [whole, decimals] = [value.slice(0, point), value.slice(point + 1, end)]
  if (end <= 16 && decimals.length <= finest) return { digits: Number(whole + decimals), places: decimals.length }
  const kept = BigInt(whole + decimals.slice(0, finest).padEnd(finest, '0'))
  const up = decimals.length > finest && Number(decimals[finest]) >= 5 ? 1n : 0n
  return value.startsWith('-') ? kept - up : kept + up
}

/** a + b. */
export function plus(a: Fine, b: Fine): Fine {
  if (typeof a !== 'bigint' && typeof b !== 'bigint') {
    const both = Math.max(a.places, b.places)
    const [own, other] = [a.digits * power(both - a.places), b.digits * power(both - b.places)]
    if (isExact(own) && isExact(other) && isExact(own + other)) return { digits: own + other, places: both }
  }
  return long(a) + long(b)
}

/** a − b. */
export const minus = (a: Fine, b: Fine): Fine =>
  plus(a, typeof b === 'bigint' ? -b : { digits: -b.digits, places: b.places })

/** a × b, rounded to so many places. */
export function times(a: Fine, b: Fine, to: number = finest): Fine {
  if (typeof a !== 'bigint' && typeof b !== 'bigint') {
    const digits = a.digits * b.digits
    const has = a.places + b.places
    if (isExact(digits) && has < powers.length) {
      return has <= to ? { digits, places: has } : { digits: rounded(digits, has - to), places: to }
    }
  }
  return roundedBig(long(a) * long(b), 2 * finest - to) * bigPower(finest - to)
}

/** a ÷ b, rounded to eighteen places; b is above zero. */
export function over(a: Fine, b: Fine): Fine {
  const [dividend, divisor] = [long(a) * bigPower(finest), long(b)]
  const half = divisor / 2n
  return dividend < 0n ? -((half - dividend) / divisor) : (dividend + half) / divisor
}

/** The next whole number, where it is not one already. */
export function wholeUp(value: Fine): Fine {
  if (typeof value === 'bigint') {
    const rest = value % bigPower(finest)
    return rest > 0n ? value - rest + bigPower(finest) : value - rest
  }
  const rest = value.digits % power(value.places)
  return plus({ digits: (value.digits - rest) / power(value.places), places: 0 }, rest > 0 ? one : zero)
}

/** Below zero, zero or above as a is below, equal to or above b. */
export function compare(a: Fine, b: Fine): number {
  const difference = minus(a, b)
  return typeof difference === 'bigint' ? Number(difference) : difference.digits
}
export const isZero = (value: Fine): boolean => (typeof value === 'bigint' ? value === 0n : value.digits === 0)
export const min = (a: Fine, b: Fine): Fine => (compare(a, b) < 0 ? a : b)

/** As the wire has it: rounded to so many places, with no zeros at its end beyond the least. */
export function write(value: Fine, to: number = places.quantity, least = 0): string {
  if (typeof value === 'bigint') return written(roundedBig(value, finest - to), to, least)
  return value.places <= to
    ? written(value.digits, value.places, least)
    : written(rounded(value.digits, value.places - to), to, least)
}

/** a × b, written so: rounded once. */
export function writeProduct(a: Fine, b: Fine, to: number = places.quantity, least = 0): string {
  if (typeof a !== 'bigint' && typeof b !== 'bigint') {
    const digits = a.digits * b.digits
    const has = a.places + b.places
    if (isExact(digits) && has < powers.length) return write({ digits, places: has }, to, least)
    const near = wholeNear(digits / 10 ** (has - to))
    if (near !== undefined) return written(near, to, least)
  }
  return written(roundedBig(long(a) * long(b), 2 * finest - to), to, least)
}

/** So many of the last of some places, with a point; with no zeros at its end beyond the least. */
function written(units: number | bigint, has: number, least: number): string {
  const size = String(units < 0 ? -units : units)
  const digits = size.length > has ? size : size.padStart(has + 1, '0')
  const point = digits.length - has
  let end = digits.length
  while (end > point + least && digits.charCodeAt(end - 1) === nought) end--
  const whole = (units < 0 ? '-' : '') + digits.slice(0, point)
  return end === point && least === 0 ? whole : `${whole}.${digits.slice(point, end).padEnd(least, '0')}`
}
const nought = '0'.charCodeAt(0)

/** Without so many of its last digits, rounded half up. */
function rounded(digits: number, less: number): number {
  const unit = power(less)
  const size = Math.abs(digits)
  let whole = Math.floor(size / unit)
  // The quotient may have been rounded up to a whole number.
  if (whole * unit > size) whole--
  if ((size - whole * unit) * 2 >= unit) whole++
  return digits < 0 ? -whole : whole
}

/**
 * What a few operations on numbers gave, rounded to a whole. Below 10¹¹ it is off by less than a thousandth: undefined where that
 * could tell which way it is rounded.
 */
function wholeNear(near: number): number | undefined {
  const size = Math.abs(near)
  if (size >= 1e11 || Math.abs((size % 1) - 0.5) < 0.001) return undefined
  return Math.round(near)
}

function roundedBig(units: bigint, less: number): bigint {
  const unit = bigPower(less)
  const half = unit / 2n
  return units < 0n ? -((half - units) / unit) : (units + half) / unit
}
