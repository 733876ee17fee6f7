import { createRequire } from 'node:module'
import type { DrawingContext, RenderOptions } from 'bwip-js/node'

/** Two megabytes of code for every symbology there is: loaded with the first label rather than at every start. */
const load = createRequire(import.meta.url)

export type Symbology = 'qr' | 'code128'

/** A code to scan as areas of ink, in modules from the top left, without the quiet zone around it. */
export interface DrawnCode {
  width: number
  height: number
  /** Outlines, those within others being holes (even-odd). */
  areas: (readonly [x: number, y: number])[][]
}

/** Draws a code as vectors: exact at every size, and a few hundred bytes in the file. */
export function drawCode(symbology: Symbology, text: string): DrawnCode {
  const { render } = load('bwip-js/node') as Pick<typeof import('bwip-js/node'), 'render'>
  const options: RenderOptions = { bcid: symbology === 'qr' ? 'qrcode' : 'code128', text, scale: 1 }
  return render(options, recorder())
}

/** Keeps what the two symbologies consist of, bars and outlines; they draw nothing else. */
function recorder(): DrawingContext<DrawnCode> {
  const drawn: DrawnCode = { width: 0, height: 0, areas: [] }
  const nothing = () => undefined
  return {
    scale: () => null,
    measure: () => ({ width: 0, ascent: 0, descent: 0 }),
    init(width, height) {
      drawn.width = width
      drawn.height = height
    },
    // A bar is a vertical line as thick as its modules, around its middle.
    line(x, top, _x, bottom, thickness) {
      const left = Math.floor(x - thickness / 2)
      drawn.areas.push([
        [left, top],
        [left + thickness, top],
        [left + thickness, bottom],
        [left, bottom],
      ])
    },
    polygon: (points) => void drawn.areas.push(points),
    hexagon: nothing,
    ellipse: nothing,
    fill: nothing,
    text: nothing,
    end: () => drawn,
  }
}
