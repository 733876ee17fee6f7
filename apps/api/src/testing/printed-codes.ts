import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { inflateSync } from 'node:zlib'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

/** What the decoder takes: pixels as a browser's canvas gives them. */
type Picture = Extract<Parameters<typeof readBarcodes>[0], { data: unknown }>

let ready: Promise<unknown> | undefined
const prepared = () => {
  ready ??= readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')).then((bytes) =>
    prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(bytes).buffer }, fireImmediately: true }),
  )
  return ready
}

/** What a scanner reads off the first page of one of our PDFs, its size in points: "QRCode FF-000001". */
export async function readCodes(pdf: Buffer, width: number, height: number): Promise<string[]> {
  await prepared()
  const read = await readBarcodes(picture(pdf, width, height), { formats: ['QRCode', 'Code128'] })
  return read.map(({ format, text }) => `${format} ${text}`)
}

/** The filled outlines of a page, as a scanner would see them: black on white, four dots a point. */
function picture(bytes: Buffer, width: number, height: number) {
  const scale = 4
  const image = { width: Math.round(width * scale), height: Math.round(height * scale), colorSpace: 'srgb' as const }
  const data = new Uint8ClampedArray(image.width * image.height * 4).fill(255)
  for (const outlines of filledOf(bytes)) {
    const edges = outlines.flatMap((points) =>
      points.map((from, index) => [from, points.at(index - 1) ?? from] as const),
    )
    for (let row = 0; row < image.height; row++) {
      const y = (row + 0.5) / scale
      const crossings = edges
        .filter(([a, b]) => a[1] > y !== b[1] > y)
        .map(([a, b]) => (a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) * scale)
        .toSorted((a, b) => a - b)
      for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
        for (let x = Math.round(crossings[pair] ?? 0); x < (crossings[pair + 1] ?? 0); x++)
          data.fill(0, (row * image.width + x) * 4, (row * image.width + x) * 4 + 3)
      }
    }
  }
  return { ...image, data } as unknown as Picture
}

/** What the content of the first page fills by the even-odd rule, in points from the top left. */
function filledOf(bytes: Buffer): [number, number][][][] {
  const at = bytes.indexOf('stream\n') + 'stream\n'.length
  const content = inflateSync(bytes.subarray(at, bytes.indexOf('\nendstream', at))).toString('latin1')
  const filled: [number, number][][][] = []
  let outlines: [number, number][][] = []
  for (const line of content.split('\n')) {
    const [, x, y, operator] = /^([\d.]+) ([\d.]+) ([ml])$/.exec(line) ?? []
    if (operator === 'm') outlines.push([])
    if (operator) outlines.at(-1)?.push([Number(x), Number(y)])
    if (line === 'f*') filled.push(outlines)
    if (line === 'f*' || line === 'S') outlines = []
  }
  return filled
}
