import type { Page } from './browser.ts'

export interface Point {
  x: number
  y: number
}

/**
 * A finger on the page, as the browser's own input sees one: what the page does not keep for itself, the browser scrolls by.
 * @param between waits this long, in milliseconds, between the steps of a move: a hand is not instantaneous.
 */
export async function finger(page: Page, between = 20) {
  const devtools = await page.context().newCDPSession(page)
  let at: Point = { x: 0, y: 0 }
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', point?: Point) =>
    devtools.send('Input.dispatchTouchEvent', { type, touchPoints: point ? [point] : [] })
  return {
    async down(point: Point): Promise<void> {
      at = point
      await send('touchStart', at)
    },
    /** As long as it takes to lift something. */
    rest: () => page.waitForTimeout(700),
    async moveTo(point: Point, steps = 10): Promise<void> {
      const from = at
      for (let step = 1; step <= steps; step++) {
        at = { x: from.x + ((point.x - from.x) * step) / steps, y: from.y + ((point.y - from.y) * step) / steps }
        await send('touchMove', at)
        await page.waitForTimeout(between)
      }
    },
    async up(): Promise<void> {
      await send('touchEnd')
    },
  }
}
