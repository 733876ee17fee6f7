import type { ReactNode } from 'react'

interface Base {
  /** The name on its chip: "Material". */
  label: string
}

/** One filter of a list, by the names of the search parameters it sets. */
export type Filter =
  /** One of some values. */
  | (Base & { kind: 'choice'; key: string; options: readonly Option[] })
  /** Any of some values: the parameter is an array. */
  | (Base & { kind: 'choices'; key: string; options: readonly Option[] })
  /** On, or not asked. */
  | (Base & { kind: 'flag'; key: string })
  /** Numbers from and to: whole ones, unless it says how many decimals they may have. */
  | (Base & { kind: 'range'; from: string; to: string; unit?: string; decimals?: number })
  /** Days from and to. */
  | (Base & { kind: 'days'; from: string; to: string })
  /** Its own editor, for example a person or a supplier; `describe` says the value on the chip. */
  | (Base & {
      kind: 'custom'
      key: string
      describe: (value: unknown) => string
      edit: (value: unknown, set: (value: unknown) => void) => ReactNode
    })

export interface Option {
  value: string
  label: string
}

export type Search = Record<string, unknown>

/** The search parameters a filter sets. */
export function keysOf(filter: Filter): string[] {
  return filter.kind === 'range' || filter.kind === 'days' ? [filter.from, filter.to] : [filter.key]
}

/** Whether a filter is set. */
export const isSet = (filter: Filter, search: Search): boolean =>
  keysOf(filter).some((key) => search[key] !== undefined)

/** What a set filter says on its chip: "Pending, In progress", "from 600 mm to 900 mm". */
export function describe(filter: Filter, search: Search): string {
  switch (filter.kind) {
    case 'choice':
      return labelOf(filter.options, search[filter.key])
    case 'choices': {
      const chosen = search[filter.key]
      return Array.isArray(chosen) ? chosen.map((value) => labelOf(filter.options, value)).join(', ') : ''
    }
    case 'flag':
      return ''
    case 'range':
      return span(search[filter.from], search[filter.to], filter.unit)
    case 'days':
      return span(search[filter.from], search[filter.to])
    case 'custom':
      return filter.describe(search[filter.key])
  }
}

const labelOf = (options: readonly Option[], value: unknown) =>
  options.find((option) => option.value === value)?.label ?? String(value ?? '')

function span(from: unknown, to: unknown, unit?: string): string {
  const written = (value: unknown) => (unit ? `${value} ${unit}` : String(value))
  if (from === undefined) return `to ${written(to)}`
  return to === undefined ? `from ${written(from)}` : `${from}–${written(to)}`
}
