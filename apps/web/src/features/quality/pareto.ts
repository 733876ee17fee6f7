import type { QualityDashboard } from '@framewright/contracts/quality/quality.schema'

type Defect = QualityDashboard['pareto'][number]

/** A defect as it is drawn: numbers for lengths, nothing is decided by them. */
export interface ParetoBar {
  defect: string
  count: number
  /** Its part of all, in percent. */
  part: number
  /** Its part and those before it, in percent. */
  soFar: number
  /** One of the few that make up four fifths of all. */
  vital: boolean
}

/** Where the few that matter end. */
export const vitalPercent = 80

/** The bars in their order. The one that reaches the mark is the last of the vital few; those put together never are. */
export function paretoBars(defects: readonly Defect[]): ParetoBar[] {
  const all = defects.reduce((sum, one) => sum + one.count, 0)
  return defects.map(({ defect, count, cumulativePercent, others }, at) => ({
    defect,
    count,
    part: (count / all) * 100,
    soFar: Number(cumulativePercent),
    vital: !others && (at === 0 || Number(defects[at - 1]?.cumulativePercent) < vitalPercent),
  }))
}
