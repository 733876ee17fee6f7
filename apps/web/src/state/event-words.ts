import { formatPieces, sentenceCase } from '~/lib/format.ts'

/** What an event carries beside its type; its keys differ by type, and an older event may lack some. */
export type Payload = Record<string, unknown>

/** "priceChanged" → "price changed". */
export const spoken = (what: string): string => sentenceCase(what).toLowerCase()
export const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
export const isNumber = (value: unknown): value is number => typeof value === 'number'
export const isDecimal = (value: unknown): value is string => isText(value) && /^\d+(\.\d+)?$/.test(value)
/** How many a list holds; none where it is no list. */
export const size = (value: unknown): number => (Array.isArray(value) ? value.length : 0)
/** The parts that say something, with a point between them. */
export const joined = (...parts: (string | false)[]): string => parts.filter(Boolean).join(' · ')
/** "3 pieces". */
export const pieces = (value: unknown): string | false => isDecimal(value) && formatPieces(value)

/** "expected date, notes" from what a change lists; a name's "id" is not said. */
export function fieldsOf(changed: unknown): string {
  const fields = Array.isArray(changed) ? changed : typeof changed === 'object' && changed ? Object.keys(changed) : []
  return fields.map((field) => spoken(String(field).replace(/Id$/, ''))).join(', ')
}
