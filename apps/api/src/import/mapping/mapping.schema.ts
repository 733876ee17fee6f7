import { z } from 'zod'

/** What a row must show: all that is said here must hold. Compared as text, trimmed, and regardless of case. */
export interface Condition {
  value: Value
  is?: string | string[] | undefined
  isNot?: string | string[] | undefined
  startsWith?: string | undefined
  endsWith?: string | undefined
  /** Whether it is empty. */
  empty?: boolean | undefined
}

/** What is done to a value once it has been taken from its source, in this order. */
export interface Steps {
  /** Pattern of the date it begins with, of YYYY, MM and DD; the rest of the value is left out. */
  date?: string | undefined
  /** The character that separates decimals, where it is not the point; the other one groups thousands. */
  decimal?: ',' | '.' | undefined
  /** Multiplies a number: "10" makes millimetres of centimetres. */
  times?: string | undefined
  /** Replaces one text by another; a text that is not listed is refused, or becomes `otherwise` where that is given. */
  values?: Record<string, string> | undefined
  otherwise?: string | undefined
  /** Taken where all of the above gave nothing. */
  default?: string | undefined
}

/** Where a field's value comes from. A bare text is the name of a column. */
export type Value =
  | string
  | ({ column: string } & Steps)
  | { constant: string }
  /** `{Column}` or `{name}` of `with`; nothing at all when one of them is empty. */
  | ({ template: string; with?: Record<string, Value> | undefined } & Steps)
  /** The column `take` of the row of another file whose key is `key`. */
  | ({ lookup: string; key: Value; take: string } & Steps)
  /** The first case that holds. */
  | ({ cases: { when: Condition | Condition[]; use: Value }[]; else?: Value | undefined } & Steps)

const texts = z.union([z.string(), z.array(z.string()).min(1)])

const Condition: z.core.$ZodType<Condition> = z
  .strictObject({
    get value() {
      return Value
    },
    is: texts.optional(),
    isNot: texts.optional(),
    startsWith: z.string().optional(),
    endsWith: z.string().optional(),
    empty: z.boolean().optional(),
  })
  .refine((condition) => Object.values(condition).filter((part) => part !== undefined).length > 1, {
    message: 'A condition needs one of is, isNot, startsWith, endsWith, empty',
  })
const Conditions = z.union([z.lazy(() => Condition), z.array(z.lazy(() => Condition)).min(1)])

const steps = {
  date: z
    .string()
    .regex(/^(?=.*YYYY)(?=.*MM)(?=.*DD)/, { message: 'must hold YYYY, MM and DD, like DD.MM.YYYY' })
    .optional(),
  decimal: z.enum([',', '.']).optional(),
  times: z
    .string()
    .regex(/^-?\d{1,12}(\.\d{1,12})?$/, { message: 'must be a number in quotes, like "10"' })
    .optional(),
  values: z.record(z.string(), z.string()).optional(),
  otherwise: z.string().optional(),
  default: z.string().optional(),
}

const Value: z.core.$ZodType<Value> = z.lazy(() =>
  z.union(
    [
      z.string().min(1),
      z.strictObject({ column: z.string().min(1), ...steps }),
      z.strictObject({ constant: z.string() }),
      z.strictObject({ template: z.string().min(1), with: z.record(z.string(), Value).optional(), ...steps }),
      z.strictObject({ lookup: z.string().min(1), key: Value, take: z.string().min(1), ...steps }),
      z.strictObject({
        cases: z.array(z.strictObject({ when: Conditions, use: Value })).min(1),
        else: z.optional(Value),
        ...steps,
      }),
    ],
    {
      error:
        'must be the name of a column, or an object with one of column, constant, template, lookup, cases (see docs/import.md)',
    },
  ),
)

/** A mapping file: how a foreign export is read without editing it. docs/import.md explains it with examples. */
export const Mapping = z.strictObject({
  /** For whoever reads the mapping. */
  comment: z.string().optional(),
  /** One character between the columns; found out when not given. Of all files named here. */
  delimiter: z.string().length(1).optional(),
  /** Other files that rows are looked up in, beside the imported one, by the name given here. */
  lookups: z.record(z.string(), z.strictObject({ file: z.string().min(1), key: z.string().min(1) })).default({}),
  /** The orders' own file, where the imported one holds their lines. */
  header: z.strictObject({ file: z.string().min(1), key: z.string().min(1), lineKey: z.string().min(1) }).optional(),
  /** Only rows that show this are imported; the others are counted as skipped. */
  where: Conditions.optional(),
  fields: z.record(z.string(), Value),
})
export type Mapping = z.infer<typeof Mapping>
