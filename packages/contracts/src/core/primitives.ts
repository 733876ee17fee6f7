import { z } from 'zod'
import * as decimal from './decimal.ts'

/** A database identifier. */
export const Id = z.int().positive().max(2_147_483_647)
export type Id = z.infer<typeof Id>

/** Anything addressed by its identifier. */
export const ById = z.object({ id: Id })
export type ById = z.infer<typeof ById>

const decimalText = /^-?\d{1,12}(\.\d{1,6})?$/

/**
 * A decimal that comes in as a string or a JSON number and goes on as a plain string. Numbers that JavaScript writes
 * with an exponent, and more digits than the column holds, are refused rather than rounded.
 */
const decimalInput = (maxPlaces: number, what: string) =>
  z
    .union([z.string().trim(), z.number()])
    .transform((value) => String(value))
    .refine((value) => decimalText.test(value), { message: `${what} must be a plain decimal number, like 12.5` })
    .refine((value) => (value.split('.')[1]?.length ?? 0) <= maxPlaces, {
      message: `${what} may have at most ${maxPlaces} decimal places`,
    })

const isDecimal = (value: string) => decimalText.test(value)

/** A quantity above zero, in the item's unit of measure. */
export const PositiveQuantity = decimalInput(decimal.places.quantity, 'A quantity').refine(
  (value) => !isDecimal(value) || decimal.isPositive(value),
  { message: 'A quantity must be above zero' },
)
/** A quantity of zero or more. */
export const NonNegativeQuantity = decimalInput(decimal.places.quantity, 'A quantity').refine(
  (value) => !isDecimal(value) || decimal.compare(value, 0) >= 0,
  { message: 'A quantity cannot be negative' },
)
/** Whole pieces above zero. */
export const Pieces = PositiveQuantity.refine((value) => /^\d+(\.0+)?$/.test(value), {
  message: 'A number of pieces must be whole',
})
/** A price per unit, zero or more, at most four places. */
export const UnitPriceInput = decimalInput(decimal.places.unitPrice, 'A price').refine(
  (value) => !isDecimal(value) || decimal.compare(value, 0) >= 0,
  { message: 'A price cannot be negative' },
)
/** A percentage from 0 to 100, at most four places. */
export const PercentInput = decimalInput(4, 'A percentage').refine(
  (value) => !isDecimal(value) || (decimal.compare(value, 0) >= 0 && decimal.compare(value, 100) <= 0),
  { message: 'A percentage must be between 0 and 100' },
)

/** Decimals on the way out: always strings. */
export const Quantity = z.string().meta({ description: 'A quantity as a decimal string, e.g. "3" or "0.7"' })
export const Money = z.string().meta({ description: 'Money as a decimal string with two places, e.g. "55.00"' })
export const UnitPrice = z.string().meta({ description: 'A price per unit as a decimal string, two to four places' })
export const Percent = z.string().meta({ description: 'A percentage as a decimal string' })

/** A calendar day in the shop's time zone, YYYY-MM-DD. */
export const Day = z.iso.date().refine((day) => day >= '1900-01-01' && day <= '2200-12-31', {
  message: 'A date must lie between 1900 and 2200',
})
/** Calendar days from ordering or beginning a thing until it is there. */
export const LeadDays = z.int().min(0).max(999)
/** An instant in UTC, ISO 8601. */
export const Instant = z.iso.datetime()
/** An instant on the way in: any offset, normalised to UTC. */
export const InstantInput = z.iso
  .datetime({ offset: true })
  .transform((value) => new Date(value).toISOString())
  .refine((value) => value >= '1900' && value < '2201', { message: 'An instant must lie between 1900 and 2200' })

/** Text without NUL, which PostgreSQL cannot hold. */
export const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is exactly what is refused here
    .regex(/^[^\u0000]*$/, { message: 'Text cannot contain NUL characters' })
/** Text that must say something. */
export const requiredText = (max: number) => text(max).min(1, { message: 'Required' })

/** Rows a page holds when the caller does not say, and at most. */
export const pageLimits = { default: 50, max: 200 } as const

/**
 * The input of a list: cursor paging, free-text search, and a sort key that may be turned round with a leading minus.
 * `filters` are the list's own.
 */
export function listInput<const S extends readonly [string, ...string[]], F extends z.ZodRawShape>(
  sortKeys: S,
  filters: F,
) {
  type SortKey = S[number] | `-${S[number]}`
  const keys = sortKeys.flatMap((key) => [key, `-${key}`]) as [SortKey, ...SortKey[]]
  return z.object({
    cursor: z.string().max(500).optional(),
    limit: z.int().min(1).max(pageLimits.max).default(pageLimits.default),
    search: text(200).optional(),
    sort: z.enum(keys).optional(),
    ...filters,
  })
}

/** One page of a list. `total` is there when it costs nothing: nothing is filtered, so the kept count answers. */
export function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.int().optional() })
}
export type Page<T> = { items: T[]; nextCursor: string | null; total?: number | undefined }

/** How many rows a filtered list has; a call of its own so that no page waits for it. */
export const Count = z.object({ total: z.int() })
export type Count = z.infer<typeof Count>

/** A document or party named beside another: enough to show and to link. */
export const Ref = z.object({ id: Id, name: z.string() })
export type Ref = z.infer<typeof Ref>

/** Another document, by its number. */
export const Numbered = z.object({ id: Id, number: z.string() })
export type Numbered = z.infer<typeof Numbered>
