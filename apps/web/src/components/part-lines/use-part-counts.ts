import { useState } from 'react'
import { errorBody, errorSentence } from '~/lib/errors.ts'
import { allOutstanding, type Counts, countError, countedLines, isOutstanding, type PartLine } from './part-draft.ts'

/** What is typed of a delivery, what is wrong with it, and what the server said against it. */
export function usePartCounts(lines: readonly PartLine[]) {
  const [counts, setCounts] = useState<Counts>(() => allOutstanding(lines))
  const [refused, setRefused] = useState<{ message: string; lineId: number | undefined } | null>(null)
  const waiting = lines.filter(isOutstanding)
  const counted = countedLines(lines, counts)
  const wrong = waiting.some((line) => countError(line, counts[line.id]) !== undefined)
  return {
    counts,
    waiting,
    counted,
    /** Something is no number, or more than is outstanding. */
    wrong,
    /** There is nothing to send, or not as it stands. */
    nothing: wrong || counted.length === 0,
    complete: counted.length === waiting.length && waiting.every((line) => counts[line.id] === line.outstanding),
    set: (next: Counts) => {
      setRefused(null)
      setCounts(next)
    },
    errorAt: (line: PartLine) =>
      countError(line, counts[line.id]) ?? (refused?.lineId === line.id ? refused.message : undefined),
    /** What the server said against the whole. */
    refusal: refused?.lineId === undefined ? refused?.message : undefined,
    refuse: (error: unknown) => {
      const { details } = errorBody(error)
      setRefused({
        message: errorSentence(error),
        lineId: typeof details.lineId === 'number' ? details.lineId : undefined,
      })
    },
  }
}
export type PartCounts = ReturnType<typeof usePartCounts>
