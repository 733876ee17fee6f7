/** So near the edge of the board, in pixels, what is carried makes it scroll, and by so much in each picture at most. */
const near = 48
const fastest = 14

/** How far to scroll for a pointer at `at` between two edges: more the nearer it is, nothing well inside. */
export function pull(at: number, from: number, to: number): number {
  const before = Math.min(near, Math.max(0, from + near - at))
  const behind = Math.min(near, Math.max(0, at - (to - near)))
  return Math.round(((behind - before) / near) * fastest)
}

/**
 * Scrolls the board under something that is carried to its edge, so that a place out of sight can be reached.
 * @param scrolled is told where the pointer is after each step: something else lies under it then.
 */
export function scrollAtEdges(scrolled: (x: number, y: number) => void) {
  let at: { x: number; y: number } | null = null
  let frame = 0

  function step(): void {
    frame = 0
    const board = at && document.querySelector<HTMLElement>('[data-board]')
    if (!at || !board) return
    const box = board.getBoundingClientRect()
    // Over the tray nothing scrolls; the names of the machines stay where they are and cover what passes below.
    if (at.x > box.right || at.y < box.top || at.y > box.bottom) return
    const names = board.querySelector<HTMLElement>('[data-names]')?.offsetWidth ?? 0
    const [dx, dy] = [pull(at.x, box.left + names, box.right), pull(at.y, box.top, box.bottom)]
    const [left, top] = [board.scrollLeft, board.scrollTop]
    board.scrollBy(dx, dy)
    if (board.scrollLeft === left && board.scrollTop === top) return
    scrolled(at.x, at.y)
    frame = requestAnimationFrame(step)
  }

  return {
    follow(x: number, y: number): void {
      at = { x, y }
      if (frame === 0) frame = requestAnimationFrame(step)
    },
    stop(): void {
      at = null
      cancelAnimationFrame(frame)
      frame = 0
    },
  }
}
