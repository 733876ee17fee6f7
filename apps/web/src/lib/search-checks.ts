/** Reads one parameter of a link: its value when it is a valid one, else undefined. */
export type Check<T> = (raw: unknown) => T | undefined

/** Text of at most 200 characters; a number typed into the search field stays text. */
export const text: Check<string> = (raw) => {
  const value = typeof raw === 'number' ? String(raw) : raw
  return typeof value === 'string' && value.length <= 200 ? value : undefined
}
/** A whole number of zero or more. */
export const whole: Check<number> = (raw) => (Number.isSafeInteger(raw) && Number(raw) >= 0 ? Number(raw) : undefined)
/** An identifier. */
export const id: Check<number> = (raw) => (Number.isSafeInteger(raw) && Number(raw) > 0 ? Number(raw) : undefined)
/** A quantity above zero, as a decimal string. */
export const quantity: Check<string> = (raw) => {
  const value = String(raw)
  return /^\d{1,12}(\.\d{1,6})?$/.test(value) && Number(value) > 0 ? value : undefined
}
export const flag: Check<boolean> = (raw) => (typeof raw === 'boolean' ? raw : undefined)
/** A calendar day, YYYY-MM-DD. */
export const day: Check<string> = (raw) =>
  typeof raw === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(raw) && !Number.isNaN(Date.parse(raw)) ? raw : undefined
/** An instant, ISO 8601. */
export const instant: Check<string> = (raw) =>
  typeof raw === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(raw) && !Number.isNaN(Date.parse(raw)) ? raw : undefined

/** One of some words: `oneOf('IN', 'OUT')`. */
export const oneOf =
  <const T extends string>(...words: readonly T[]): Check<T> =>
  (raw) =>
    words.find((word) => word === raw)

/** Any of some words, as a list: `anyOf(...stateNames('workOrder'))`. */
export const anyOf =
  <const T extends string>(...words: readonly T[]): Check<T[]> =>
  (raw) => {
    if (!Array.isArray(raw)) return undefined
    const known = words.filter((word) => raw.includes(word))
    return known.length > 0 ? known : undefined
  }

/** A sort key, turned round by a leading minus: `sortBy('name', 'sku')`. */
export const sortBy = <const T extends string>(...keys: readonly T[]): Check<T | `-${T}`> =>
  oneOf<T | `-${T}`>(...keys.flatMap((key): (T | `-${T}`)[] => [key, `-${key}`]))

/** An identifier in a path ("/frames/12"); undefined when it is none. */
export const readId = (raw: string): number | undefined => (/^[1-9]\d{0,9}$/.test(raw) ? id(Number(raw)) : undefined)
