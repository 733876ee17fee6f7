import * as decimal from '@framewright/contracts/core/decimal'
import { currency } from './currency.ts'

// Numbers go in as decimal strings and never become floats: Intl formats a string exactly.
const plain = new Intl.NumberFormat(undefined, { maximumFractionDigits: 6 })
const compactNumber = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 })
let money = moneyIn(currency.get())
currency.subscribe(() => {
  money = moneyIn(currency.get())
})
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const dayInYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' })
const instant = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

/** A decimal string as Intl's typings want it. */
const numeral = (value: string) => value as `${number}`

/** "€63,792,005.94": in the shop's currency and the reader's own writing; a price per unit with up to four places. */
export const formatMoney = (value: string): string => money.exact.format(numeral(decimal.unitPrice(value)))
/** "€63.8M", for the large figures; the exact one stands in the tip. */
export const formatCompactMoney = (value: string): string => money.compact.format(numeral(value))
/** "1,250" or "0.7". */
export const formatQuantity = (value: string): string => plain.format(numeral(decimal.quantity(value)))
/** A whole number. */
export const formatCount = (value: number): string => plain.format(value)
/** "63.8M", for the large figures of the home screen; the exact one stands in the tip. */
export const formatCompact = (value: string | number): string =>
  compactNumber.format(typeof value === 'number' ? value : numeral(value))

/** A calendar day (YYYY-MM-DD), the year only when it is not this one. */
export function formatDay(value: string): string {
  const format = value.startsWith(String(new Date().getFullYear())) ? dayInYear : day
  return format.format(new Date(`${value}T00:00:00Z`))
}
/** A calendar day as paper has it: always with its year. */
export const formatFullDay = (value: string): string => day.format(new Date(`${value}T00:00:00Z`))
/** The full date and time of an instant. */
export const formatInstant = (value: string): string => instant.format(new Date(value))
/** From one instant to another; the day once where it is the same. */
export const formatSpan = (from: string, to: string): string => instant.formatRange(new Date(from), new Date(to))

function moneyIn(code: string) {
  const style = { style: 'currency', currency: code, currencyDisplay: 'narrowSymbol' } as const
  return {
    exact: new Intl.NumberFormat(undefined, { ...style, maximumFractionDigits: 4 }),
    compact: new Intl.NumberFormat(undefined, { ...style, notation: 'compact', maximumFractionDigits: 1 }),
  }
}

const minute = 60
const hour = 60 * minute
const dayLength = 24 * hour

/** "3 minutes ago" under a day, the date and time after that. */
export function formatRelative(value: string, now: number = Date.now()): string {
  const seconds = Math.trunc((new Date(value).getTime() - now) / 1000)
  const size = Math.abs(seconds)
  if (size < 45) return 'just now'
  if (size < hour) return relative.format(Math.trunc(seconds / minute) || Math.sign(seconds), 'minute')
  if (size < dayLength) return relative.format(Math.trunc(seconds / hour), 'hour')
  return formatInstant(value)
}

/** Seconds worked: "45 s", "12 min", "3 h 05 min". */
export function formatDuration(seconds: number): string {
  if (seconds < minute) return `${seconds} s`
  const minutes = Math.trunc(seconds / minute)
  if (minutes < 60) return `${minutes} min`
  return `${Math.trunc(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
}

/** "closeShort" → "Close short", "IN_PROGRESS" → "In progress". */
export function sentenceCase(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** "1 piece", "3 pieces"; of what is not counted in pieces, its unit: "2.5 m". */
export function formatPieces(quantity: string, unit = 'each'): string {
  const written = formatQuantity(quantity)
  if (unit !== 'each') return `${written} ${unit}`
  return `${written} ${decimal.compare(quantity, '1') === 0 ? 'piece' : 'pieces'}`
}

/** A list's name for one of its rows: "Bills of materials" → "bill of materials". */
export const oneOf = (list: string): string => list.toLowerCase().replace(/s(?= of |$)/, '')

/** "1 line", "3 lines". */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`
