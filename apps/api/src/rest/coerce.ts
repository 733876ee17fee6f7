import { z } from 'zod'

/** Makes of the text in a URL what the schema asks for; what does not fit stays text, for the schema to refuse by name. */
type Coerce = (value: unknown) => unknown

interface JsonSchema {
  type?: string
  enum?: unknown[]
  items?: JsonSchema
  anyOf?: JsonSchema[]
  properties?: Record<string, JsonSchema>
}

/** How each field of an input is read from a query or a path. A field that is no text and comes empty was not given. */
export function coercions(input: z.core.$ZodType): Map<string, Coerce> {
  const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as JsonSchema
  return new Map(Object.entries(schema.properties ?? {}).map(([name, property]) => [name, coercionOf(property)]))
}

function coercionOf(schema: JsonSchema): Coerce {
  if (schema.anyOf) {
    const kinds = schema.anyOf.filter((kind) => kind.type !== 'null')
    // A decimal is a string or a number: as text it is what it was written as.
    if (kinds.some((kind) => kind.type === 'string')) return asIs
    return kinds[0] ? coercionOf(kinds[0]) : asIs
  }
  switch (schema.type) {
    case 'integer':
    case 'number':
      return (value) => (value === '' ? undefined : isNumeric(value) ? Number(value) : value)
    case 'boolean':
      return (value) => (typeof value === 'string' && booleans.has(value) ? booleans.get(value) : value)
    case 'array': {
      const each = coercionOf(schema.items ?? {})
      return (value) => {
        if (value === '') return undefined
        const values = Array.isArray(value) ? value : [value]
        return values.flatMap((one) => (typeof one === 'string' ? one.split(',') : [one])).map(each)
      }
    }
    default:
      return schema.enum ? (value) => (value === '' ? undefined : value) : asIs
  }
}

const asIs: Coerce = (value) => value
const isNumeric = (value: unknown): value is string =>
  typeof value === 'string' && /^-?\d{1,20}(\.\d{1,20})?$/.test(value)
const booleans = new Map<string, boolean | undefined>([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
  ['', undefined],
])
