import { useCallback, useRef, useState } from 'react'
import {
  type CellErrors,
  cellKey,
  errorsByCell,
  type GridLine,
  type SetLines,
} from '~/components/line-grid/grid-line.ts'
import { errorBody, errorSentence, fieldErrors } from '~/lib/errors.ts'

/** What a form needs to know of the document that is typed in it. */
export interface LinesFormSpec<D extends { lines: readonly L[] }, L extends GridLine> {
  columns: readonly { id: string }[]
  /** Whether two drafts say the same. */
  same: (a: D, b: D) => boolean
  /** What is missing in the head, by field; `lines` where it is about the lines as a whole. */
  checkHead: (draft: D) => Record<string, string>
  checkLines: (lines: readonly L[]) => CellErrors
  /** The lines that are sent: the server's errors count only these. */
  sent: (lines: readonly L[]) => readonly L[]
}

/** The state of a document's form: what is typed, what is wrong with it, and whether there is something to lose. */
export function useLinesForm<D extends { lines: readonly L[] }, L extends GridLine>(
  initial: D,
  spec: LinesFormSpec<D, L>,
) {
  const [draft, setDraft] = useState(initial)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [cellErrors, setCellErrors] = useState<CellErrors>({})
  const before = useRef(initial)
  const current = useRef(draft)
  current.current = draft
  const saved = useRef(false)

  const change = useCallback((patch: Partial<D>) => {
    setDraft((old) => ({ ...old, ...patch }))
    const typed = Object.keys(patch)
    // A field that is typed in again has had its answer: "supplier" also those of its id and name.
    setErrors((old) =>
      Object.fromEntries(
        Object.entries(old).filter(([field]) => field !== '' && !typed.includes(field.replace(/(?:Id|Name)$/, ''))),
      ),
    )
  }, [])
  const setLines: SetLines<L> = useCallback((update) => {
    setDraft((old) => ({ ...old, lines: update(old.lines) }))
    setErrors(({ lines: _, ...rest }) => rest)
    const known = new Set(current.current.lines)
    const changed = update(current.current.lines).filter((line) => !known.has(line))
    // A line that is typed in again has had its answer; the others keep theirs.
    setCellErrors((old) => {
      const kept = Object.entries(old).filter(([cell]) => !changed.some(({ key }) => cell.startsWith(`${key}:`)))
      return kept.length === Object.keys(old).length ? old : Object.fromEntries(kept)
    })
  }, [])

  /** Whether the draft can be sent; says at each field what is missing otherwise, and goes there. */
  const check = (): boolean => {
    const head = spec.checkHead(current.current)
    const cells = spec.checkLines(current.current.lines)
    setErrors(head)
    setCellErrors(cells)
    const right = Object.keys(head).length === 0 && Object.keys(cells).length === 0
    if (!right) focusFirstError()
    return right
  }
  /** Puts the server's answer at the fields it is about; `ahead` is said before of a sentence about the whole. */
  const refuse = (error: unknown, ahead = '') => {
    const { lines } = current.current
    const short = shortItems(error)
    const fields = fieldsOf(error)
    const { cells, rest } = errorsByCell(spec.sent(lines), fields, spec.columns)
    for (const line of lines) {
      const item = short.find(({ itemId }) => itemId === line.itemId)
      if (item) cells[cellKey(line, 'quantity')] = `${item.requested} asked for, ${item.available} available`
    }
    setCellErrors(cells)
    setErrors(Object.keys(fields).length === 0 ? { '': ahead + errorSentence(error) } : rest)
    focusFirstError()
  }

  return {
    draft,
    errors,
    cellErrors,
    change,
    setLines,
    check,
    refuse,
    /** The draft as it is now, for what runs later. */
    get: () => current.current,
    before: () => before.current,
    isDirty: () => !saved.current && !spec.same(before.current, current.current),
    /** What is on the screen is on the server: leaving loses nothing. */
    markSaved: () => {
      saved.current = true
    },
    /** Starts over from another state of the document. */
    restart: (next: D) => {
      before.current = next
      setDraft(next)
      setErrors({})
      setCellErrors({})
    },
  }
}
export type LinesForm<D extends { lines: readonly L[] }, L extends GridLine> = ReturnType<typeof useLinesForm<D, L>>

/** The short items of an INSUFFICIENT_STOCK. */
function shortItems(error: unknown): readonly { itemId: number; requested: string; available: string }[] {
  const { code, details } = errorBody(error)
  return code === 'INSUFFICIENT_STOCK' && Array.isArray(details.items) ? details.items : []
}

/** A broken rule may be about one cell too (an inactive item): then it names its path. */
function fieldsOf(error: unknown): Record<string, string> {
  const { details } = errorBody(error)
  return typeof details.path === 'string' ? { [details.path]: errorSentence(error) } : fieldErrors(error)
}

function focusFirstError(): void {
  requestAnimationFrame(() => {
    const field =
      document.querySelector<HTMLElement>('main [aria-invalid="true"]') ?? document.querySelector('[role="alert"]')
    field?.focus()
    field?.scrollIntoView({ block: 'nearest' })
  })
}
