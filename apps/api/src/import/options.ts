import { parseArgs } from 'node:util'
import { UsageError } from './failure.ts'
import type { ColumnMap } from './mapping/read-mapping.ts'

/** What the command line asks for. */
export interface Asked {
  /** A kind, a plan's name or a plan file. */
  what: string
  /** The CSV file, or the folder of a plan. */
  path: string
  columns: ColumnMap
  mapping: string | undefined
  delimiter: string | undefined
  dryRun: boolean
  partial: boolean
  report: string | undefined
}

const flags = {
  map: { type: 'string', multiple: true },
  mapping: { type: 'string' },
  delimiter: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  partial: { type: 'boolean', default: false },
  report: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const

/**
 * Reads the arguments behind `import`; undefined when help is asked for.
 * @throws UsageError for anything that cannot be meant.
 */
export function readArguments(args: string[]): Asked | undefined {
  const { values, positionals } = parse(args)
  if (values.help) return undefined
  const [what, path, ...rest] = positionals
  if (what === undefined || path === undefined) throw new UsageError('Say what to import and from which file.')
  if (rest.length > 0) throw new UsageError(`One file at a time: what is ${rest.join(' ')}?`)
  return {
    what,
    path,
    columns: readColumns(values.map ?? []),
    mapping: values.mapping,
    delimiter: values.delimiter === undefined ? undefined : readDelimiter(values.delimiter),
    dryRun: values['dry-run'],
    partial: values.partial,
    report: values.report,
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: flags, allowPositionals: true })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

function readColumns(maps: string[]): ColumnMap {
  return new Map(
    maps.map((map) => {
      const at = map.lastIndexOf('=')
      if (at < 1) throw new UsageError(`--map ${map}: write it as column=field, or column= to leave the column out.`)
      return [map.slice(0, at).trim(), map.slice(at + 1).trim()]
    }),
  )
}

const named: Record<string, string> = { tab: '\t', '\\t': '\t', comma: ',', semicolon: ';' }

function readDelimiter(given: string): string {
  const delimiter = named[given] ?? given
  if (delimiter.length === 1 && delimiter !== '"') return delimiter
  throw new UsageError('--delimiter takes one character, or tab.')
}
