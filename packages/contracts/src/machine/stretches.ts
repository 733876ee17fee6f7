/** A stretch of time in milliseconds since 1970, its end not part of it. Lists of them are sorted and do not overlap. */
export interface Stretch {
  start: number
  end: number
}

/** The same time as stretches that are sorted, do not touch and are not empty. */
export function merged(stretches: Iterable<Stretch>): Stretch[] {
  const result: Stretch[] = []
  for (const { start, end } of [...stretches].sort((a, b) => a.start - b.start)) {
    if (end <= start) continue
    const last = result.at(-1)
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end)
    else result.push({ start, end })
  }
  return result
}

/** What of the one lies in the other; what is known of a stretch of `these` stays with its parts. */
export function within<S extends Stretch>(these: readonly S[], those: readonly Stretch[]): S[] {
  const result: S[] = []
  let from = 0
  for (const stretch of these) {
    while (from < those.length && (those[from]?.end ?? 0) <= stretch.start) from++
    for (let at = from; at < those.length; at++) {
      const other = those[at]
      if (other === undefined || other.start >= stretch.end) break
      const start = Math.max(stretch.start, other.start)
      const end = Math.min(stretch.end, other.end)
      if (end > start) result.push({ ...stretch, start, end })
    }
  }
  return result
}

/** What of the one does not lie in the other. */
export function without<S extends Stretch>(these: readonly S[], those: readonly Stretch[]): S[] {
  const result: S[] = []
  let from = 0
  for (const stretch of these) {
    while (from < those.length && (those[from]?.end ?? 0) <= stretch.start) from++
    let { start } = stretch
    for (let at = from; at < those.length && start < stretch.end; at++) {
      const other = those[at]
      if (other === undefined || other.start >= stretch.end) break
      if (other.start > start) result.push({ ...stretch, start, end: other.start })
      start = Math.max(start, other.end)
    }
    if (start < stretch.end) result.push({ ...stretch, start })
  }
  return result
}

/** How long they are together, in seconds. */
export const secondsOf = (stretches: Iterable<Stretch>): number => {
  let total = 0
  for (const { start, end } of stretches) total += end - start
  return total / 1000
}

/** The part of a list that lies between two instants. */
export const clipped = <S extends Stretch>(stretches: readonly S[], start: number, end: number): S[] =>
  within(stretches, [{ start, end }])
