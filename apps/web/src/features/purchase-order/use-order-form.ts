import { useCallback, useRef, useState } from 'react'
import { errorBody, errorSentence, fieldErrors } from '~/lib/errors.ts'
import { type CellErrors, checkLines, errorsByCell } from './line-draft.ts'
import { checkHead, type OrderDraft, sameDraft } from './order-draft.ts'
import type { SetLines } from './use-line-grid.ts'

/** The state of the order form: what is typed, what is wrong with it, and whether there is something to lose. */
export function useOrderForm(initial: OrderDraft) {
  const [draft, setDraft] = useState(initial)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [cellErrors, setCellErrors] = useState<CellErrors>({})
  const before = useRef(initial)
  const current = useRef(draft)
  current.current = draft
  const saved = useRef(false)

  const change = (patch: Partial<OrderDraft>) => {
    setDraft((old) => ({ ...old, ...patch }))
    const { '': _whole, supplierName: _name, ...rest } = errors
    // A field that is typed in again has had its answer.
    setErrors(Object.fromEntries(Object.entries(rest).filter(([field]) => !(field.replace('Id', '') in patch))))
  }
  const setLines: SetLines = useCallback((update) => {
    setDraft((old) => {
      const lines = update(old.lines)
      return { ...old, lines }
    })
    setErrors(({ lines: _, ...rest }) => rest)
    const before = new Map(current.current.lines.map((line) => [line.key, line]))
    const changed = update(current.current.lines).filter((line) => before.get(line.key) !== line)
    // A line that is typed in again has had its answer; the others keep theirs.
    setCellErrors((old) =>
      Object.fromEntries(
        Object.entries(old).filter(([cell]) => !changed.some(({ key }) => cell.startsWith(`${key}:`))),
      ),
    )
  }, [])

  /** Whether the draft can be sent; says at each field what is missing otherwise, and goes there. */
  const check = (): boolean => {
    const head = checkHead(current.current)
    const cells = checkLines(current.current.lines)
    setErrors(head)
    setCellErrors(cells)
    const right = Object.keys(head).length === 0 && Object.keys(cells).length === 0
    if (!right) focusFirstError()
    return right
  }
  /** Puts the server's answer at the fields it is about. */
  const refuse = (error: unknown) => {
    const fields = fieldsOf(error)
    const { cells, rest } = errorsByCell(current.current.lines, fields)
    setCellErrors(cells)
    setErrors(Object.keys(fields).length === 0 ? { '': errorSentence(error) } : rest)
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
    isDirty: () => !saved.current && !sameDraft(before.current, current.current),
    /** What is on the screen is on the server: leaving loses nothing. */
    markSaved: () => {
      saved.current = true
    },
    /** Starts over from another state of the order. */
    restart: (next: OrderDraft) => {
      before.current = next
      setDraft(next)
      setErrors({})
      setCellErrors({})
    },
  }
}
export type OrderForm = ReturnType<typeof useOrderForm>

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
