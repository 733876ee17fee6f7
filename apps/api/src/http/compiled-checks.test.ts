import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { procedures } from '../testing/procedures.ts'

type Def = z.core.$ZodTypeDef & {
  [part in 'innerType' | 'element' | 'in' | 'keyType' | 'valueType']: z.core.$ZodType
} & {
  shape: Record<string, z.core.$ZodType>
  options: z.core.$ZodType[]
  values: (string | number)[]
  entries: Record<string, string>
  format: string | undefined
}

const examples: Record<string, string> = {
  datetime: '2026-01-30T08:00:00.000Z',
  date: '2026-01-30',
  email: 'ann@example.com',
  url: 'https://push.example.com/x',
}

/** Values a schema may have been made for: of the right kinds and mostly within their bounds. Its refinements may say otherwise. */
function arbitraryOf(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  const def = schema._zod.def as Def
  const bag = schema._zod.bag as { minimum?: number; maximum?: number; patterns?: Set<RegExp>; format?: string }
  switch (def.type) {
    case 'object':
      return fc.record(Object.fromEntries(Object.entries(def.shape).map(([name, part]) => [name, arbitraryOf(part)])), {
        requiredKeys: Object.keys(def.shape).filter((name) => def.shape[name]?._zod.optin !== 'optional'),
      })
    case 'array':
      return fc.array(arbitraryOf(def.element), { minLength: bag.minimum ?? 0, maxLength: (bag.minimum ?? 0) + 2 })
    case 'record': {
      const keys = (def.keyType._zod.def as Def).entries
      if (keys)
        return fc.record(Object.fromEntries(Object.values(keys).map((key) => [key, arbitraryOf(def.valueType)])))
      return fc.dictionary(arbitraryOf(def.keyType) as fc.Arbitrary<string>, arbitraryOf(def.valueType), { maxKeys: 2 })
    }
    case 'string': {
      const example = examples[def.format ?? bag.format ?? '']
      if (example !== undefined) return fc.constant(example)
      const [pattern] = bag.patterns ?? []
      if (pattern) return fc.stringMatching(new RegExp(pattern.source, pattern.flags.replace(/[^u]/g, '')))
      return fc.oneof(
        fc.constantFrom('2026-01-30', '2026-01-30T08:00:00Z', '12.5', '1'),
        fc.string({ minLength: bag.minimum ?? 0, maxLength: Math.min(bag.maximum ?? 20, 20) }),
      )
    }
    case 'number':
      return fc.integer({ min: Math.max(bag.minimum ?? 1, -100), max: Math.min(bag.maximum ?? 100, 100) })
    case 'boolean':
      return fc.boolean()
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries))
    case 'literal':
      return fc.constantFrom(...def.values)
    case 'union':
      return fc.oneof(...def.options.map(arbitraryOf))
    case 'optional':
    case 'default':
      return fc.option(arbitraryOf(def.innerType), { nil: undefined })
    case 'nullable':
      return fc.option(arbitraryOf(def.innerType))
    case 'pipe':
      return arbitraryOf(def.in)
    case 'null':
      return fc.constant(null)
    default:
      return fc.jsonValue({ maxDepth: 1 })
  }
}

/** All objects and lists within a value, it among them. */
function within(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return []
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(within)]
}

/** Something else in the place of something in it. */
const spoilt = (arbitrary: fc.Arbitrary<unknown>) =>
  fc
    .tuple(arbitrary, fc.nat(), fc.constantFrom<unknown>(null, -1, 1.5, '', 'x'.repeat(5_000), {}, [null]))
    .map(([value, at, instead]) => {
      const copy = structuredClone(value)
      const places = within(copy).flatMap((whole) => Object.keys(whole).map((key) => [whole, key] as const))
      const place = places[at % Math.max(places.length, 1)]
      if (place === undefined) return instead
      place[0][place[1]] = instead
      return copy
    })

/** With a field in each of its objects that nobody has declared. */
const withMore = (arbitrary: fc.Arbitrary<unknown>) =>
  arbitrary.map((value) => {
    const copy = structuredClone(value)
    for (const whole of within(copy)) if (!Array.isArray(whole)) whole.undeclared = 'secret'
    return copy
  })

const schemas = procedures.flatMap(({ name, input, output }) => [
  ...(input === undefined ? [] : [[`the input of ${name}`, input] as const]),
  ...(output === undefined ? [] : [[`the output of ${name}`, output] as const]),
])

describe('a compiled check', () => {
  let passed = 0
  it.each(schemas)('of %s says what the schema says', (_name, schema) => {
    const compiled = z.compile(schema, { strict: true }) as z.ZodType
    const value = arbitraryOf(schema)
    let passing = 0
    fc.assert(
      fc.property(fc.oneof(value, spoilt(value), withMore(value)), (given) => {
        const said = z.safeParse(schema, given)
        if (said.success) passing += 1
        expect(compiled.safeParse(given)).toStrictEqual(said)
      }),
      { numRuns: 60, seed: 7 },
    )
    if (passing > 0) passed += 1
  })

  it('was given what passes, for most', () => {
    expect(passed / schemas.length).toBeGreaterThan(0.9)
  })
})
