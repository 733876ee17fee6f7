import type { Characteristic } from '@framewright/contracts/inspection-plan/inspection-plan.schema'
import { formatQuantity } from '~/lib/format.ts'

/** What a sound piece is like, in words: "1,498 to 1,502 mm". */
export function soundWords({ kind, lower, upper, unit }: Characteristic): string {
  if (kind === 'PASS_FAIL') return 'Good or not'
  const written = (value: string) => `${formatQuantity(value)} ${unit}`.trim()
  if (lower !== null && upper !== null) return `${formatQuantity(lower)} to ${written(upper)}`
  if (lower !== null) return `At least ${written(lower)}`
  if (upper !== null) return `At most ${written(upper)}`
  return unit === '' ? 'Any number' : `Any number of ${unit}`
}
