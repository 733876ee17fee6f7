import Big from 'big.js'

/**
 * The one place where decimals are computed and rounded. Money and quantities cross the wire, the database and the
 * screen as decimal strings; nothing else in the project may round them.
 */
const Decimal = Big()
Decimal.DP = 20
Decimal.RM = Decimal.roundHalfUp
// Plain notation always: a quantity must never read "1e+21".
Decimal.PE = 1000
Decimal.NE = -1000

/** Decimal places of money, of unit prices and of quantities, as the columns hold them. */
export const places = { money: 2, unitPrice: 4, quantity: 6 } as const

export type DecimalInput = string | number

const of = (value: DecimalInput) => new Decimal(value)

/** a + b, exact. */
export const add = (a: DecimalInput, b: DecimalInput): string => plain(of(a).plus(b))
/** a − b, exact. */
export const subtract = (a: DecimalInput, b: DecimalInput): string => difference(a, b) ?? plain(of(a).minus(b))
/** a × b, exact. */
export const multiply = (a: DecimalInput, b: DecimalInput): string => plain(of(a).times(b))
/** a ÷ b to 20 places. Throws when b is zero. */
export const divide = (a: DecimalInput, b: DecimalInput): string => plain(of(a).div(b))
/** The exact sum of the values; "0" for none. */
export const sum = (values: Iterable<DecimalInput>): string => {
  let total = of(0)
  for (const value of values) total = total.plus(value)
  return plain(total)
}
/** −1, 0 or 1 as a is below, equal to or above b. */
export const compare = (a: DecimalInput, b: DecimalInput): -1 | 0 | 1 => of(a).cmp(b)
export const isZero = (value: DecimalInput): boolean => of(value).eq(0)
export const isPositive = (value: DecimalInput): boolean => of(value).gt(0)
/** The smaller of two. */
export const min = (a: DecimalInput, b: DecimalInput): string => plain(of(a).lt(b) ? of(a) : of(b))

/** The larger of two. */
export const max = (a: DecimalInput, b: DecimalInput): string => plain(of(a).gt(b) ? of(a) : of(b))
/** The next whole number, where it is not one already. */
export const wholeUp = (value: DecimalInput): string => plain(of(value).round(0, Decimal.roundUp))

/** Money: rounded half up to two places, both always written ("63792005.94", "55.00"). */
export const money = (value: DecimalInput): string =>
  isWritten(value) && value.indexOf('.') === value.length - 1 - places.money
    ? value
    : of(value).toFixed(places.money, Decimal.roundHalfUp)

/** A unit price: up to four places, at least two written ("50.26", "12.5025"). */
export const unitPrice = (value: DecimalInput): string => {
  if (isWritten(value) && fitsIn(value, places.unitPrice)) return trimmed(value, places.money)
  const rounded = of(value).round(places.unitPrice, Decimal.roundHalfUp)
  const written = rounded.toFixed()
  const decimals = written.split('.')[1]?.length ?? 0
  return decimals < places.money ? rounded.toFixed(places.money) : written
}

/** A quantity: up to six places, no trailing zeros ("3", "0.7"). */
export const quantity = (value: DecimalInput): string =>
  isWhole(value)
    ? value
    : isWritten(value) && fitsIn(value, places.quantity)
      ? trimmed(value, 0)
      : of(value).round(places.quantity, Decimal.roundHalfUp).toFixed()

/** A line's total: quantity × unit price, rounded half up to two places. */
export const lineTotal = (line: { quantity: DecimalInput; unitPrice: DecimalInput }): string =>
  money(of(line.quantity).times(line.unitPrice).toFixed())

/** What part of a whole something is, in percent with two places ("74.79"); null where the whole is nothing. */
export const percentOf = (part: DecimalInput, whole: DecimalInput): string | null =>
  of(whole).eq(0) ? null : of(part).times(100).div(whole).toFixed(2, Decimal.roundHalfUp)

// Most decimals come from columns that hold no more places than are written: nothing is to be rounded, only zeros to be
// taken off, and a page of fifty documents has a thousand of them.

/** Whether it is written as the database writes it, without a sign: digits, a point, digits. */
const isWritten = (value: DecimalInput): value is string =>
  typeof value === 'string' && /^(?:0|[1-9]\d*)\.\d+$/.test(value)

/** Whether it is a whole number written in digits alone. */
const isWhole = (value: DecimalInput): value is string => typeof value === 'string' && /^(?:0|[1-9]\d*)$/.test(value)

const fitsIn = (value: string, most: number) => value.length - 1 - value.indexOf('.') <= most

/** Without the zeros at its end, but with at least so many places. */
function trimmed(value: string, least: number): string {
  const point = value.indexOf('.')
  let end = value.length
  while (end - 1 > point + least && value.endsWith('0', end)) end--
  if (least === 0) return value.slice(0, end - 1 === point ? point : end)
  return value.slice(0, end).padEnd(point + 1 + least, '0')
}

/** Digits that an integer of JavaScript's holds exactly, with one to spare. */
const exactDigits = 14

/** a − b where both are written by one column, with as many places, and are no longer than integers are exact. */
function difference(a: DecimalInput, b: DecimalInput): string | undefined {
  if (!isWritten(a) || !isWritten(b) || a.length > exactDigits || b.length > exactDigits) return undefined
  const point = a.indexOf('.')
  const places = a.length - 1 - point
  if (b.length - 1 - b.indexOf('.') !== places) return undefined
  const units = Number(a.replace('.', '')) - Number(b.replace('.', ''))
  const digits = String(Math.abs(units)).padStart(places + 1, '0')
  const written = `${digits.slice(0, -places)}.${digits.slice(-places)}`
  return `${units < 0 ? '-' : ''}${trimmed(written, 0)}`
}

function plain(value: Big): string {
  return value.toFixed()
}

/**
 * A decimal of eighteen places as a whole number of its smallest parts, for sums over many thousands of lines: computing
 * with these costs a fiftieth. Add and subtract them with + and −.
 */
export type Fine = bigint
const finePlaces = 18
const powers = Array.from({ length: 2 * finePlaces + 1 }, (_, exponent) => 10n ** BigInt(exponent))
const halves = powers.map((power) => power / 2n)
const fineOne = 10n ** BigInt(finePlaces)

/** A plain decimal text as a fine one; what it has beyond eighteen places is rounded half up. */
export function fine(value: string): Fine {
  if (!/^-?\d+(?:\.\d*)?$/.test(value)) throw new TypeError(`"${value}" is no plain decimal`)
  const point = value.indexOf('.')
  const [whole, decimals] = point < 0 ? [value, ''] : [value.slice(0, point), value.slice(point + 1)]
  // Numbers are read several times as fast.
  if (value.length <= exactDigits)
    return BigInt(Number(whole + decimals)) * (powers[finePlaces - decimals.length] ?? 1n)
  const kept = BigInt(whole + decimals.slice(0, finePlaces).padEnd(finePlaces, '0'))
  const up = decimals.length > finePlaces && Number(decimals[finePlaces]) >= 5 ? 1n : 0n
  return value.startsWith('-') ? kept - up : kept + up
}

/** a × b, rounded half up to so many places: exact before that. */
export function timesFine(a: Fine, b: Fine, to: number = finePlaces): Fine {
  if (to !== finePlaces) return roundUnits(a * b, 2 * finePlaces, to) * (powers[finePlaces - to] ?? 1n)
  // Of most things one is taken.
  if (b === fineOne) return a
  return a === fineOne ? b : roundUnits(a * b, 2 * finePlaces, finePlaces)
}
/** a ÷ b, rounded half up to eighteen places; b is above zero. */
export const divideFine = (a: Fine, b: Fine): Fine => {
  const half = b / 2n
  return a < 0n ? -((half - a * fineOne) / b) : (a * fineOne + half) / b
}
/** The next whole number, where it is not one already. */
export const wholeUpFine = (value: Fine): Fine => {
  const rest = value % fineOne
  return rest > 0n ? value - rest + fineOne : value - rest
}
/** A fine decimal as the wire has it: rounded half up to so many places, with no zeros at its end beyond the least. */
export const fromFine = (value: Fine, to: number = places.quantity, least = 0): string =>
  value === 0n && least === 0
    ? '0'
    : written(wholeNear(Number(value) / 10 ** (finePlaces - to)) ?? roundUnits(value, finePlaces, to), to, least)
/** a × b, written so. */
export const productFromFine = (a: Fine, b: Fine, to: number = places.quantity, least = 0): string =>
  written(
    wholeNear((Number(a) * Number(b)) / 10 ** (2 * finePlaces - to)) ?? roundUnits(a * b, 2 * finePlaces, to),
    to,
    least,
  )

/** So many of the last place, with a point. */
function written(units: number | bigint, to: number, least: number): string {
  const size = String(units < 0 ? -units : units)
  const digits = size.length > to ? size : size.padStart(to + 1, '0')
  const point = digits.length - to
  let end = digits.length
  while (end > point + least && digits.charCodeAt(end - 1) === zero) end--
  const whole = (units < 0 ? '-' : '') + digits.slice(0, point)
  return end === point ? whole : `${whole}.${digits.slice(point, end)}`
}
const zero = '0'.charCodeAt(0)

/**
 * What a few operations on numbers gave, rounded to a whole, which is several times as fast as on big integers. Below 10¹¹ it
 * is off by less than a thousandth: undefined where that could tell which way it is rounded.
 */
function wholeNear(near: number): number | undefined {
  const size = Math.abs(near)
  if (size >= 1e11 || Math.abs((size % 1) - 0.5) < 0.001) return undefined
  // Never the zero that has a sign.
  return Math.round(near) || 0
}

/** Rounded half up to so many places, as a whole number of the last. */
function roundUnits(value: bigint, has: number, to: number): bigint {
  const [unit = 1n, half = 0n] = [powers[has - to], halves[has - to]]
  return value < 0n ? -((half - value) / unit) : (value + half) / unit
}
