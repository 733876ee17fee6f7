import { Email } from '@framewright/contracts/auth/auth.schema'
import { places } from '@framewright/contracts/core/decimal'
import { Sku } from '@framewright/contracts/item/item.schema'
import { type TaskKind, taskKinds } from '@framewright/contracts/task/task.kind'

/** One thing an import can be told about a row, under the name it has in the API. */
export interface Field {
  name: string
  type: FieldType
  /** A row without it is refused. */
  required?: boolean
  /** Taken where the file says nothing. */
  default?: string
}

/** How a value is read from text. The limits are those of the API's own inputs. */
export interface FieldType {
  /** The column type it is staged in. */
  sql: string
  /** What the value must be, as the end of a sentence. */
  must: string
  /** The value as PostgreSQL reads it, or undefined when it does not fit. The text is trimmed and not empty. */
  read(text: string): string | undefined
}

/** The name of the staged column. */
export const columnOf = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const matching = (sql: string, must: string, fits: (text: string) => boolean): FieldType => ({
  sql,
  must,
  read: (text) => (fits(text) ? text : undefined),
})

export const text = (max: number): FieldType =>
  matching('text', `must be a text of at most ${max} characters`, (value) => value.length <= max)

const skuPattern = /^[\p{L}\p{N}][\p{L}\p{N} ._/+-]*$/u
export const sku: FieldType = matching(
  'text',
  'must begin with a letter or digit and hold at most 60 letters, digits, spaces and . _ / + -',
  // The schema says it; the pattern is here because it runs once a row.
  (value) => value.length <= 60 && (skuPattern.test(value) || Sku.safeParse(value).success),
)

/** What most addresses look like; narrower than the schema. */
export const plainEmail = /^\w+(?:[.+-]\w+)*@(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/
export const email: FieldType = matching(
  'text',
  'must be an e-mail address',
  // As with the SKU: the schema takes all that this does, and more.
  (value) => (value.length <= 254 && plainEmail.test(value)) || Email.safeParse(value).success,
)

const decimal = (decimals: number, must: string, fits: (value: number) => boolean): FieldType => {
  const pattern = new RegExp(`^-?(\\d{1,12}(\\.\\d{0,${decimals}}0*)?|(?=\\.\\d)\\.\\d{0,${decimals}}0*)$`)
  // As a number only to compare it with zero or a hundred; what is stored is the text.
  return matching('numeric', must, (value) => pattern.test(value) && fits(Number(value)))
}

export const quantity: FieldType = decimal(
  places.quantity,
  'must be a plain number of zero or more, like 12.5, with at most 6 decimal places',
  (value) => value >= 0,
)
export const positiveQuantity: FieldType = decimal(
  places.quantity,
  'must be a plain number above zero, like 12.5, with at most 6 decimal places',
  (value) => value > 0,
)
export const price: FieldType = decimal(
  places.unitPrice,
  'must be a plain number of zero or more, like 12.50, with at most 4 decimal places',
  (value) => value >= 0,
)
export const percent: FieldType = decimal(
  4,
  'must be a percentage from 0 to 100 with at most 4 decimal places',
  (value) => value >= 0 && value <= 100,
)
export const pieces: FieldType = decimal(0, 'must be a whole number of zero or more', (value) => value >= 0)
export const positivePieces: FieldType = decimal(0, 'must be a whole number above zero', (value) => value > 0)

export const days: FieldType = {
  sql: 'int',
  must: 'must be whole days from 0 to 999',
  read: (value) => /^(\d{1,3})(\.0*)?$/.exec(value)?.[1],
}

export const millimetres: FieldType = {
  sql: 'int',
  must: 'must be whole millimetres from 1 to 30000',
  read(value) {
    const whole = /^(\d{1,5})(\.0*)?$/.exec(value)?.[1]
    return whole !== undefined && Number(whole) >= 1 && Number(whole) <= 30_000 ? whole : undefined
  },
}

const monthDays = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
function isDay(year: number, month: number, day: number): boolean {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return year >= 1900 && year <= 2200 && day >= 1 && day <= (monthDays[month] ?? 0) + Number(leap)
}

export const day: FieldType = matching('date', 'must be a date written YYYY-MM-DD, from 1900 to 2200', (value) => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value)
  return parts !== null && isDay(Number(parts[1]), Number(parts[2]), Number(parts[3]))
})

const instantPattern =
  /^(\d{4})-(\d{2})-(\d{2})([T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d([.]\d{1,9})?)?(Z|[+-](0\d|1[0-4]):?[0-5]\d)?)?$/
export const instant: FieldType = matching(
  'timestamptz(3)',
  'must be a date or a time, like 2026-03-31 or 2026-03-31 14:30 (in the shop’s time zone) or 2026-03-31T14:30:00Z',
  (value) => {
    const parts = instantPattern.exec(value)
    return parts !== null && isDay(Number(parts[1]), Number(parts[2]), Number(parts[3]))
  },
)

const yes = new Set(['true', 't', 'yes', 'y', '1'])
const no = new Set(['false', 'f', 'no', 'n', '0'])
export const yesNo: FieldType = {
  sql: 'boolean',
  must: 'must be yes or no (or true, false, 1, 0)',
  read: (value) => (yes.has(value.toLowerCase()) ? 'true' : no.has(value.toLowerCase()) ? 'false' : undefined),
}

/** One of a list of names, whatever case they are written in. */
export function oneOf(names: readonly string[], sql = 'text'): FieldType {
  const byName = new Map(names.map((name) => [name.toLowerCase(), name]))
  return {
    sql,
    must: `must be one of ${names.join(', ')}`,
    read: (value) => byName.get(value.toLowerCase()),
  }
}

export const stages: FieldType = {
  sql: 'task_kind[]',
  must: `must be some of ${taskKinds.join(', ')}, each once, with spaces between`,
  read(value) {
    const named = value.toUpperCase().split(/[\s,;|+]+/) as TaskKind[]
    const known = named.every((stage) => taskKinds.includes(stage)) && new Set(named).size === named.length
    return known ? `{${taskKinds.filter((stage) => named.includes(stage)).join(',')}}` : undefined
  },
}

/** A path in the tree of categories, the highest first: "Hardware > Hinges". */
export const categoryPath: FieldType = {
  sql: 'text',
  must: 'must be a category, or a path like Hardware > Hinges, each name of at most 100 characters',
  read(value) {
    const names = value.split('>').map((name) => name.trim())
    return names.every((name) => name.length > 0 && name.length <= 100) ? names.join(' > ') : undefined
  },
}
