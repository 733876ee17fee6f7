/** Which side of its button a panel stands on, and which of their edges stand together. */
export type Side = 'bottom-start' | 'bottom-end' | 'top-start' | 'top-end'

const gap = 6
const edge = 8

interface Rect {
  left: number
  right: number
  top: number
  bottom: number
}

/** Where a panel's corner goes: on the side asked for unless it fits only on the other, and never past the window's edge. */
export function cornerOf(
  size: { width: number; height: number },
  anchor: Rect,
  side: Side,
  view: { width: number; height: number },
): { left: number; top: number } {
  const below = anchor.bottom + gap
  const above = anchor.top - gap - size.height
  const fitsBelow = below + size.height <= view.height - edge
  const fitsAbove = above >= edge
  const wantsBelow = side.startsWith('bottom')
  const goesBelow = wantsBelow ? fitsBelow || !fitsAbove : !fitsAbove && fitsBelow
  const left = side.endsWith('start') ? anchor.left : anchor.right - size.width
  return {
    left: within(left, view.width - edge - size.width),
    top: within(goesBelow ? below : above, view.height - edge - size.height),
  }
}

const within = (value: number, most: number) => Math.max(edge, Math.min(value, most))

/** Puts the panel there. One that is taller than the window scrolls. */
export function placeBeside(panel: HTMLElement, anchor: Rect, side: Side): void {
  const view = { width: document.documentElement.clientWidth, height: document.documentElement.clientHeight }
  const most = view.height - 2 * edge
  panel.style.maxHeight = `${most}px`
  panel.style.overflowY = panel.scrollHeight > most ? 'auto' : 'visible'
  const { left, top } = cornerOf({ width: panel.offsetWidth, height: panel.offsetHeight }, anchor, side, view)
  panel.style.left = `${left}px`
  panel.style.top = `${top}px`
}
