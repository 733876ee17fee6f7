import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react'
import { plural } from '~/lib/format.ts'
import { notifyDone } from '~/lib/notify.tsx'
import { randomId } from '~/lib/random-id.ts'
import { exactItem, withItem } from './find-item.ts'
import { type Cell, cellKey, cells, emptyLine, isBlank, type LineDraft } from './line-draft.ts'
import { isTable, linesOfTable, type PastedLine, parseTsv } from './paste-lines.ts'

type Lines = readonly LineDraft[]
/** Changes the lines as they are by then. */
export type SetLines = (update: (lines: Lines) => Lines) => void

/** Lookups that run at a time while pasted lines find their items. */
const atOnce = 6
/** Lines an order may have. */
const mostLines = 500

/**
 * The grid's keyboard, its clipboard, and what can be done to a line. The same object as long as the form lives: typing in
 * one line then renders that line, however many there are.
 */
export function useLineGrid(lines: Lines, setLines: SetLines): LineGridControl {
  const current = useRef(lines)
  current.current = lines
  const [grid] = useState(() => controlOf(current, setLines))
  return grid
}
export type LineGridControl = ReturnType<typeof controlOf>

function controlOf(current: { readonly current: Lines }, setLines: SetLines) {
  const inputs = new Map<string, HTMLInputElement>()

  const focus = (line: LineDraft | undefined, cell: Cell) => {
    if (!line) return
    // The row may be new: it is there after the next paint.
    requestAnimationFrame(() => {
      const input = inputs.get(cellKey(line, cell))
      input?.focus()
      input?.select()
    })
  }
  const changeLine = (key: string, update: (line: LineDraft) => LineDraft) =>
    setLines((all) => all.map((line) => (line.key === key ? update(line) : line)))
  const addAfter = (index: number, line: LineDraft = emptyLine()) => {
    setLines((all) => [...all.slice(0, index + 1), line, ...all.slice(index + 1)])
    focus(line, 'item')
  }
  const duplicate = (index: number) => {
    const line = current.current[index]
    if (line) addAfter(index, { ...line, key: randomId() })
  }
  const remove = (index: number, cell: Cell = 'item') => {
    const rest = current.current.filter((_, at) => at !== index)
    const next = rest.length === 0 ? [emptyLine()] : rest
    setLines(() => next)
    focus(next[Math.min(index, next.length - 1)], cell)
  }
  const next = (index: number, cell: Cell) => {
    const following = cells[cells.indexOf(cell) + 1]
    if (following) return focus(current.current[index], following)
    const below = current.current[index + 1]
    if (below) return focus(below, 'item')
    const line = current.current[index]
    // An empty line already invites to type; a second would say nothing.
    if (line && !isBlank(line)) addAfter(index)
  }

  const onKeyDown = (event: KeyboardEvent, index: number, cell: Cell) => {
    const command = event.ctrlKey || event.metaKey
    if (command && event.key.toLowerCase() === 'd') duplicate(index)
    else if (command && event.key === 'Delete') remove(index, cell)
    else if (command || event.altKey) return
    else if (event.key === 'Enter' && event.shiftKey) focus(current.current[index - 1], cell)
    else if (event.key === 'Enter') next(index, cell)
    else if (event.key === 'ArrowDown') focus(current.current[index + 1], cell)
    else if (event.key === 'ArrowUp') focus(current.current[index - 1], cell)
    else return
    event.preventDefault()
  }

  const onPaste = (event: ClipboardEvent, index: number) => {
    const text = event.clipboardData.getData('text/plain')
    if (!isTable(text)) return
    event.preventDefault()
    const pasted = linesOfTable(parseTsv(text)).slice(0, mostLines)
    setLines((all) => {
      const at = all[index]
      // The line one pastes into is replaced only when nothing is in it.
      const before = at && isBlank(at) ? all.slice(0, index) : all.slice(0, index + 1)
      return [...before, ...pasted.map(({ line }) => line), ...all.slice(index + 1)].slice(0, mostLines)
    })
    focus(pasted.at(-1)?.line, 'unitPrice')
    void matchItems(pasted, changeLine)
  }

  return {
    onKeyDown,
    onPaste,
    changeLine,
    addAtEnd: () => addAfter(current.current.length - 1),
    duplicate,
    remove,
    next,
    register: (line: LineDraft, cell: Cell) => (node: HTMLInputElement | null) => {
      if (node) inputs.set(cellKey(line, cell), node)
      else inputs.delete(cellKey(line, cell))
    },
  }
}

/** Puts items in the place of pasted texts that name one; the others stay free text, as one sees. */
async function matchItems(
  pasted: readonly PastedLine[],
  changeLine: (key: string, update: (line: LineDraft) => LineDraft) => void,
): Promise<void> {
  let matched = 0
  for (let from = 0; from < pasted.length; from += atOnce) {
    await Promise.all(
      pasted.slice(from, from + atOnce).map(async ({ line, lookups }) => {
        const item = await exactItem(lookups).catch(() => undefined)
        if (!item) return
        matched += 1
        changeLine(line.key, (now) => (now.itemId === null ? withItem(now, item) : now))
      }),
    )
  }
  const text = pasted.length - matched
  notifyDone(
    `${plural(pasted.length, 'line')} pasted: ${matched} in the catalogue${text > 0 ? `, ${text} as free text` : ''}.`,
  )
}
