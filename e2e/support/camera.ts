import { writeFileSync } from 'node:fs'
import bwipjs from 'bwip-js/node'

const width = 640
const height = 480

/**
 * Writes what a camera would see that looks at a label: a film of one picture (YUV4MPEG2, grey), for Chromium's
 * false capture device.
 * @param blur side in pixels of the square each pixel is averaged over, as a lens out of focus does.
 */
export function filmOf(path: string, code: { symbology: 'qrcode' | 'code128'; text: string }, blur = 3): void {
  const luma = new Uint8Array(width * height).fill(200)
  paint(luma, code)
  const frame = Buffer.concat([
    Buffer.from('FRAME\n'),
    soften(luma, blur),
    Buffer.alloc((width * height) / 2, 128), // no colour
  ])
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F15:1 Ip A1:1 C420jpeg\n`)
  writeFileSync(path, Buffer.concat([head, ...Array.from({ length: 5 }, () => frame)]))
}

/** Draws the code's modules on a white label in the middle. */
function paint(luma: Uint8Array, code: { symbology: 'qrcode' | 'code128'; text: string }): void {
  const [drawn] = bwipjs.raw({ bcid: code.symbology, text: code.text }) as unknown as Drawn[]
  if (!drawn) throw new Error('Nothing was drawn')
  const { rows, columns, dark } = modulesOf(drawn)
  const side = Math.floor(Math.min((width * 0.8) / columns, (height * 0.7) / rows))
  const [left, top] = [(width - side * columns) >> 1, (height - side * rows) >> 1]
  const margin = side * 6
  for (let y = Math.max(0, top - margin); y < Math.min(height, top + side * rows + margin); y++)
    for (let x = Math.max(0, left - margin); x < Math.min(width, left + side * columns + margin); x++) {
      const [row, column] = [Math.floor((y - top) / side), Math.floor((x - left) / side)]
      const inside = row >= 0 && row < rows && column >= 0 && column < columns
      luma[y * width + x] = inside && dark(row, column) ? 40 : 235
    }
}

/** What the library gives: a matrix for a QR code, widths of bars and gaps in turn for a barcode. */
interface Drawn {
  pixs?: number[]
  pixx?: number
  pixy?: number
  sbs?: number[]
}

function modulesOf({ pixs, pixx, pixy, sbs }: Drawn) {
  if (pixs && pixx && pixy) {
    return { rows: pixy, columns: pixx, dark: (row: number, column: number) => pixs[row * pixx + column] === 1 }
  }
  const bars = (sbs ?? []).flatMap((span, index) => Array.from({ length: span }, () => index % 2 === 0))
  return { rows: 40, columns: bars.length, dark: (_: number, column: number) => bars[column] === true }
}

function soften(luma: Uint8Array, blur: number): Buffer {
  const out = Buffer.alloc(luma.length)
  const reach = blur >> 1
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let sum = 0
      let count = 0
      for (let j = Math.max(0, y - reach); j <= Math.min(height - 1, y + reach); j++)
        for (let i = Math.max(0, x - reach); i <= Math.min(width - 1, x + reach); i++) {
          sum += luma[j * width + i] ?? 0
          count++
        }
      out[y * width + x] = sum / count
    }
  return out
}
