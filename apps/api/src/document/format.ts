import * as decimal from '@framewright/contracts/core/decimal'

// Documents are in English whoever prints them, as everything the server says. Strings go in, so nothing becomes a float.
const numeral = (value: string) => value as `${number}`
const plain = new Intl.NumberFormat('en', { maximumFractionDigits: 6 })
const amounts = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 4 })
const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

/** "1,250" or "0.7". */
export const quantity = (value: string): string => plain.format(numeral(decimal.quantity(value)))
/** "1,234.50"; the document says once in which currency. */
export const amount = (value: string): string => amounts.format(numeral(decimal.unitPrice(value)))
/** "EUR 1,234.50", where an amount stands by itself. */
export const money = (value: string, currency: string): string => `${currency} ${amount(value)}`
/** "7.5 %". */
export const percent = (value: string): string => `${quantity(value)} %`
/** A calendar day: "21 Nov 2026". */
export const day = (value: string): string => days.format(new Date(`${value}T00:00:00Z`))
