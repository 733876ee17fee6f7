/** What the average of the ranges of two is of their standard deviation (d₂ for n = 2). */
const d2 = 1.128

/** Rules that tell chance from cause, as Western Electric wrote them down, by number. */
export const controlRules = {
  1: 'Beyond three sigma',
  2: 'Two of three beyond two sigma, on one side',
  3: 'Four of five beyond one sigma, on one side',
  4: 'Eight in a row on one side of the centre',
} as const
export type ControlRule = keyof typeof controlRules

export interface ControlChart {
  /** The average. */
  centre: number
  /** Estimated from the moving range: that of neighbours, so that a drift does not hide itself in it. */
  sigma: number
  lowerLimit: number
  upperLimit: number
  /** The average range between neighbours. */
  movingRange: number
  /** By point: which rules it breaks as the last of its run; none: in control. */
  broken: ControlRule[][]
}

/**
 * The chart of individual values, or of the averages of samples, in the order they were taken: centre, and limits at three
 * sigma, where sigma is the average moving range over 1.128. Numbers for drawing: nothing is decided by them.
 * @returns undefined with fewer than two values, which have no range.
 */
export function controlChart(values: readonly number[]): ControlChart | undefined {
  if (values.length < 2) return undefined
  const centre = average(values)
  const movingRange = average(values.slice(1).map((value, index) => Math.abs(value - (values[index] ?? value))))
  const sigma = movingRange / d2
  // How many sigma from the centre; where nothing varies, nothing is beyond.
  const away = values.map((value) => (sigma === 0 ? 0 : (value - centre) / sigma))
  return {
    centre,
    sigma,
    lowerLimit: centre - 3 * sigma,
    upperLimit: centre + 3 * sigma,
    movingRange,
    broken: away.map((_, index) => rulesBroken(away.slice(0, index + 1))),
  }
}

/** Which rules the last of these points breaks. */
function rulesBroken(away: readonly number[]): ControlRule[] {
  const last = away.at(-1) ?? 0
  const side = Math.sign(last)
  if (side === 0) return []
  const beyond = (among: number, sigmas: number) => away.slice(-among).filter((value) => value * side > sigmas).length
  const broken: ControlRule[] = []
  if (Math.abs(last) > 3) broken.push(1)
  if (Math.abs(last) > 2 && away.length >= 3 && beyond(3, 2) >= 2) broken.push(2)
  if (Math.abs(last) > 1 && away.length >= 5 && beyond(5, 1) >= 4) broken.push(3)
  if (away.length >= 8 && beyond(8, 0) === 8) broken.push(4)
  return broken
}

const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
