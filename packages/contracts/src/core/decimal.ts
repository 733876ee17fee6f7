import Big from 'big.js'

/**
 * The one place where decimals are computed and rounded, but for `fine.ts` beside it, where there are many thousands. Money and
 * quantities cross the wire, the database and the screen as decimal strings; nothing else in the project may round them.
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
