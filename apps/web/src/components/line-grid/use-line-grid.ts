import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { plural } from '~/lib/format.ts'
import { notifyDone } from '~/lib/notify.ts'
import { randomId } from '~/lib/random-id.ts'
import { exactItem } from './find-item.ts'
import { type CellOf, cellKey, type GridSpec, isBlank, type LineOf, mostLines, type SetLines } from './grid-line.ts'
import { isTable, linesOfTable, type PastedLine, parseTsv } from './paste-lines.ts'

/** Lookups that run at a time while pasted lines find their items. */
const atOnce = 6

/**
 * The grid's keyboard, its clipboard, and what can be done to a line. The same object as long as the form lives: typing in
 * one line then renders that line, however many there are.
 */
export function useLineGrid<L extends LineOf<C>, C extends string>(
  spec: GridSpec<L, C>,
  lines: readonly L[],
  setLines: SetLines<L>,
): LineGridControl<L, C> {
  const current = useRef(lines)
  current.current = lines
  const [grid] = useState(() => controlOf(spec, current, setLines))
  return grid
}
export type LineGridControl<L extends LineOf<C>, C extends string> = ReturnType<typeof controlOf<L, C>>

function controlOf<L extends LineOf<C>, C extends string>(
  spec: GridSpec<L, C>,
  current: { readonly current: readonly L[] },
  setLines: SetLines<L>,
) {
  type Cell = CellOf<C>
  const inputs = new Map<string, HTMLInputElement>()
  const blank = (line: L) => isBlank(line, spec.columns)

  // At once, not after the next paint: what is typed meanwhile would go into the old cell.
  const focus = (line: L | undefined, cell: Cell) => {
    const input = line && inputs.get(cellKey(line, cell))
    input?.focus()
    input?.select()
  }
  /** Changes rows and has them on the screen when it returns. */
  const setRows: SetLines<L> = (update) => flushSync(() => setLines(update))
  const changeLine = (key: string, update: (line: L) => L) =>
    setLines((all) => all.map((line) => (line.key === key ? update(line) : line)))
  const addAfter = (index: number, line: L = spec.empty()) => {
    if (current.current.length >= mostLines) return
    setRows((all) => [...all.slice(0, index + 1), line, ...all.slice(index + 1)])
    focus(line, 'item')
  }
  const duplicate = (index: number) => {
    const line = current.current[index]
    if (line) addAfter(index, { ...line, key: randomId() })
  }
  const remove = (index: number, cell: Cell = 'item') => {
    const rest = current.current.filter((_, at) => at !== index)
    const next = rest.length === 0 ? [spec.empty()] : rest
    setRows(() => next)
    focus(next[Math.min(index, next.length - 1)], cell)
  }
  const next = (index: number, cell: Cell) => {
    const line = current.current[index]
    if (!line) return
    const after = spec.columns.slice(spec.columns.findIndex((column) => column.id === cell) + 1)
    const stop = after.find(({ id, enter }) => enter === 'stop' || (enter === 'blank' && line[id].trim() === ''))
    if (stop) return focus(line, stop.id)
    const below = current.current[index + 1]
    if (below) return focus(below, 'item')
    // An empty line already invites to type; a second would say nothing.
    if (!blank(line)) addAfter(index)
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
    const pasted = linesOfTable(parseTsv(text), spec).slice(0, mostLines)
    setRows((all) => {
      const at = all[index]
      // The line one pastes into is replaced only when nothing is in it.
      const before = at && blank(at) ? all.slice(0, index) : all.slice(0, index + 1)
      return [...before, ...pasted.map(({ line }) => line), ...all.slice(index + 1)].slice(0, mostLines)
    })
    focus(pasted.at(-1)?.line, spec.columns[0]?.id ?? 'item')
    void matchItems(spec, pasted, changeLine)
  }

  return {
    onKeyDown,
    onPaste,
    changeLine,
    addAtEnd: () => addAfter(current.current.length - 1),
    duplicate,
    remove,
    next,
    isBlank: blank,
    register: (line: L, cell: Cell) => (node: HTMLInputElement | null) => {
      if (node) inputs.set(cellKey(line, cell), node)
      else inputs.delete(cellKey(line, cell))
    },
  }
}

/** Puts items in the place of pasted texts that name one; the others stay text, as one sees. */
async function matchItems<L extends LineOf<C>, C extends string>(
  spec: GridSpec<L, C>,
  pasted: readonly PastedLine<L>[],
  changeLine: (key: string, update: (line: L) => L) => void,
): Promise<void> {
  let matched = 0
  for (let from = 0; from < pasted.length; from += atOnce) {
    await Promise.all(
      pasted.slice(from, from + atOnce).map(async ({ line, lookups }) => {
        const item = await exactItem(lookups).catch(() => undefined)
        if (!item) return
        matched += 1
        changeLine(line.key, (now) => (now.itemId === null ? spec.withItem(now, item) : now))
      }),
    )
  }
  const text = pasted.length - matched
  const rest = text === 0 ? '' : spec.freeText ? `, ${text} as free text` : `, ${text} not found`
  notifyDone(`${plural(pasted.length, 'line')} pasted: ${matched} in the catalogue${rest}.`)
}
