import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { UsageError } from './failure.ts'
import type { Kind } from './kind.ts'
import { kindOf } from './kinds.ts'
import type { Mapping } from './mapping/mapping.schema.ts'
import { readJson, readMappingFile } from './mapping/read-mapping.ts'

const Step = z.strictObject({
  kind: z.string(),
  file: z.string(),
  mapping: z.string().optional(),
  /** Rows of this file are known to be refused: the others go in without them. */
  partial: z.boolean().default(false),
})
const Plan = z.strictObject({ comment: z.string().optional(), steps: z.array(Step).min(1) })

/** One file of a plan. */
export interface PlanStep {
  kind: Kind
  file: string
  mapping: Mapping | undefined
  partial: boolean
}

const own = resolve(import.meta.dirname, 'mappings')

/** The plan file that is meant: one of ours by its name, or a path that ends in .json. Undefined where it is neither. */
export function findPlan(what: string): string | undefined {
  if (what.endsWith('.json')) return resolve(what)
  const path = join(own, what, 'plan.json')
  return /^[\w-]+$/.test(what) && existsSync(path) ? path : undefined
}

/**
 * Reads a plan: which files of a folder are imported as what, in which order. Mappings lie beside the plan.
 * @throws UsageError when the plan or one of its mappings is wrong.
 */
export async function readPlan(path: string, folder: string): Promise<PlanStep[]> {
  const parsed = Plan.safeParse(await readJson(path))
  if (!parsed.success) throw new UsageError(`The plan ${path} is wrong:\n${z.prettifyError(parsed.error)}`)
  const steps: PlanStep[] = []
  for (const { kind, file, mapping, partial } of parsed.data.steps) {
    steps.push({
      kind: kindOf(kind),
      file: resolve(folder, file),
      mapping: mapping === undefined ? undefined : await readMappingFile(join(dirname(path), mapping)),
      partial,
    })
  }
  const missing = steps.find((step) => !existsSync(step.file))
  if (missing) throw new UsageError(`There is no file ${missing.file}, which the plan needs.`)
  return steps
}
