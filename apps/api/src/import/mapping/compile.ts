import * as decimal from '@framewright/contracts/core/decimal'
import { UsageError } from '../failure.ts'
import { type Lookup, noColumn } from './lookups.ts'
import type { Condition, Steps, Value } from './mapping.schema.ts'

/** Takes a value from a row: trimmed, empty for none. What is wrong goes to `problems`, as whole sentences. */
export type Take = (row: readonly string[], problems: string[]) => string

/** The file whose rows a value is taken from, and the files beside it. */
export interface Scope {
  path: string
  header: readonly string[]
  lookups: ReadonlyMap<string, Lookup>
}

/**
 * Turns a declared value into a function, once a file rather than once a row.
 * @throws UsageError when it names a column or a lookup that does not exist.
 */
export function compileValue(value: Value, scope: Scope): Take {
  if (typeof value === 'string') return column(value, scope)
  if ('constant' in value) {
    const { constant } = value
    return () => constant
  }
  return withSteps(compileSource(value, scope), value)
}

type Source = Exclude<Value, string | { constant: string }>

function compileSource(value: Source, scope: Scope): Take {
  if ('column' in value) return column(value.column, scope)
  if ('template' in value) return template(value.template, value.with ?? {}, scope)
  if ('lookup' in value) return lookup(value, scope)
  const cases = value.cases.map((one) => ({
    holds: compileConditions(one.when, scope),
    take: compileValue(one.use, scope),
  }))
  const otherwise = value.else === undefined ? () => '' : compileValue(value.else, scope)
  return (row, problems) => (cases.find((one) => one.holds(row, problems))?.take ?? otherwise)(row, problems)
}

/** Whether a row shows all that the conditions ask for. */
export function compileConditions(
  conditions: Condition | Condition[],
  scope: Scope,
): (row: readonly string[], problems: string[]) => boolean {
  const tests = [conditions].flat().map((condition) => compileCondition(condition, scope))
  return (row, problems) => tests.every((test) => test(row, problems))
}

function compileCondition(condition: Condition, scope: Scope) {
  const take = compileValue(condition.value, scope)
  const set = (texts: string | string[]) => new Set([texts].flat().map((one) => one.toLowerCase()))
  const tests: ((value: string) => boolean)[] = []
  if (condition.is !== undefined) {
    const wanted = set(condition.is)
    tests.push((value) => wanted.has(value))
  }
  if (condition.isNot !== undefined) {
    const unwanted = set(condition.isNot)
    tests.push((value) => !unwanted.has(value))
  }
  const starts = condition.startsWith?.toLowerCase()
  if (starts !== undefined) tests.push((value) => value.startsWith(starts))
  const ends = condition.endsWith?.toLowerCase()
  if (ends !== undefined) tests.push((value) => value.endsWith(ends))
  const { empty } = condition
  if (empty !== undefined) tests.push((value) => (value === '') === empty)
  return (row: readonly string[], problems: string[]) => {
    const value = take(row, problems).toLowerCase()
    return tests.every((test) => test(value))
  }
}

function column(name: string, { header, path }: Scope): Take {
  const at = header.indexOf(name)
  if (at < 0) throw noColumn(name, path, header)
  return (row) => plainText(row[at]?.trim() ?? '')
}

/** Our exports put an apostrophe before what a spreadsheet would take for a formula; it is not part of the text. */
const plainText = (value: string) => (/^'[=+@\t\r-]/.test(value) ? value.slice(1) : value)

function template(pattern: string, given: Record<string, Value>, scope: Scope): Take {
  const pieces = pattern.split(/\{([^{}]+)\}/)
  const takes = pieces.map((piece, at): Take => {
    if (at % 2 === 0) return () => piece
    return compileValue(Object.hasOwn(given, piece) ? (given[piece] ?? piece) : piece, scope)
  })
  return (row, problems) => {
    let whole = ''
    for (const [at, take] of takes.entries()) {
      const part = take(row, problems)
      // A prefix of nothing is nothing.
      if (part === '' && at % 2 === 1) return ''
      whole += part
    }
    return whole
  }
}

function lookup(value: Extract<Value, { lookup: string }>, scope: Scope): Take {
  const found = scope.lookups.get(value.lookup)
  if (found === undefined) throw new UsageError(`The mapping looks something up in "${value.lookup}", which it lacks.`)
  const at = found.header.indexOf(value.take)
  if (at < 0) throw noColumn(value.take, found.file, found.header)
  const key = compileValue(value.key, scope)
  return (row, problems) => {
    const wanted = key(row, problems)
    if (wanted === '') return ''
    const hit = found.rows.get(wanted)
    if (hit !== undefined) return hit[at]?.trim() ?? ''
    const problem = `There is no row with ${found.key} ${wanted} in ${found.file}.`
    if (!problems.includes(problem)) problems.push(problem)
    return ''
  }
}

/** A value after its source, put through the steps that the mapping names for it. */
function withSteps(take: Take, steps: Steps): Take {
  const chain: ((value: string, problems: string[]) => string)[] = []
  if (steps.date !== undefined) chain.push(datePart(steps.date))
  if (steps.decimal !== undefined) chain.push(decimalComma(steps.decimal))
  const { times } = steps
  if (times !== undefined) chain.push((value) => (isNumber(value) ? decimal.multiply(value, times) : value))
  if (steps.values !== undefined) chain.push(valueTable(steps.values, steps.otherwise))
  const fallback = steps.default ?? ''
  if (chain.length === 0 && fallback === '') return take
  return (row, problems) => {
    let value = take(row, problems)
    for (const step of chain) {
      if (value === '') break
      value = step(value, problems)
    }
    return value === '' ? fallback : value
  }
}

const isNumber = (value: string) => /^-?(\d+\.?\d*|\.\d+)$/.test(value)

function decimalComma(separator: ',' | '.') {
  const grouping = separator === ',' ? /[.\s\u00a0\u202f']/g : /[,\s\u00a0\u202f']/g
  return (value: string) => value.replace(grouping, '').replace(separator, '.')
}

/** "DD.MM.YYYY" reads "31.03.2026 00:00" as "2026-03-31"; a single digit does where the day or month has one. */
function datePart(pattern: string) {
  const escaped = pattern.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&')
  const shape = escaped
    .replace('YYYY', '(?<year>\\d{4})')
    .replace('MM', '(?<month>\\d{1,2})')
    .replace('DD', '(?<day>\\d{1,2})')
  const matcher = new RegExp(`^${shape}(?!\\d)`)
  return (value: string, problems: string[]) => {
    const parts = matcher.exec(value)?.groups
    if (parts === undefined) {
      problems.push(`"${shown(value)}" is not a date written ${pattern}.`)
      return ''
    }
    return `${parts.year}-${parts.month?.padStart(2, '0')}-${parts.day?.padStart(2, '0')}`
  }
}

function valueTable(values: Record<string, string>, otherwise: string | undefined) {
  const table = new Map(Object.entries(values).map(([from, to]) => [from.toLowerCase(), to]))
  const known = Object.keys(values).join(', ')
  return (value: string, problems: string[]) => {
    const hit = table.get(value.toLowerCase()) ?? otherwise
    if (hit !== undefined) return hit
    problems.push(`The mapping has no value for "${shown(value)}"; it knows ${known}.`)
    return ''
  }
}

/** A value as a reason quotes it: on one line, and not endless. */
export function shown(value: string): string {
  const line = value.replace(/\s+/g, ' ')
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`
}
