import { createRequire } from 'node:module'
import type PdfKit from 'pdfkit'
import type { DrawnCode } from './code.ts'
import { fontFile, runsOf, type Weight } from './fonts.ts'

/** With its fonts it is a megabyte of code: loaded with the first document rather than at every start. */
const load = createRequire(import.meta.url)

/** A4 in points, with margins that a laser printer and a ring binder leave free. */
export const page = { width: 595.28, height: 841.89, left: 56, right: 42, top: 44, bottom: 44 } as const
/** The width between the margins. */
export const contentWidth = page.width - page.left - page.right

export interface TextStyle {
  size: number
  weight?: Weight
  /** Figures of one width, so that a column of them stands below each other. */
  tabular?: boolean
  /** A colour as #rrggbb; near black when not given. */
  colour?: string
}

export const ink = '#1a1d1f'
export const grey = '#5f676b'
export const hairline = '#c9cfd2'

/** How far lines of text are apart, as a part of the size. */
const leading = 1.32

/**
 * A PDF to draw on, in points from the top left. The same drawing gives the same bytes: the only date in it is the one
 * that is given.
 * @param size of its pages, in points; A4 when not given.
 */
export function createPaper({
  title,
  author,
  at,
  size = [page.width, page.height],
}: {
  title: string
  author: string
  at: Date
  size?: [width: number, height: number]
}) {
  const PDFDocument = load('pdfkit') as typeof PdfKit
  const pdf = new PDFDocument({
    size,
    margin: 0,
    bufferPages: true,
    lang: 'en',
    displayTitle: true,
    info: { Title: title, Author: author, Creator: 'Framewright', Producer: 'Framewright', CreationDate: at },
  })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<Buffer>((resolve, reject) => {
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
  })
  const registered = new Set<string>()

  function use(script: string, { size, weight = 'regular' }: TextStyle): void {
    const name = `${script}-${weight}`
    if (!registered.has(name)) {
      registered.add(name)
      pdf.registerFont(name, fontFile(script, weight))
    }
    pdf.font(name).fontSize(size)
  }

  const plain: PDFKit.Mixins.TextOptions = { lineBreak: false }
  const tabular: PDFKit.Mixins.TextOptions = { lineBreak: false, features: ['tnum'] }
  const optionsOf = (style: TextStyle) => (style.tabular ? tabular : plain)

  /** Widths at size 1: the same words come again and again. */
  const widths = new Map<string, number>()

  function widthOf(text: string, style: TextStyle): number {
    const key = `${style.weight} ${style.tabular} ${text}`
    let width = widths.get(key)
    if (width === undefined) {
      width = 0
      for (const run of runsOf(text)) {
        use(run.script, { ...style, size: 1 })
        width += pdf.widthOfString(run.text, optionsOf(style))
      }
      widths.set(key, width)
    }
    return width * style.size
  }

  /** One line at a place, its top at y; `align` right ends it at x. */
  function text(value: string, x: number, y: number, style: TextStyle, align: 'left' | 'right' = 'left'): void {
    let at = align === 'right' ? x - widthOf(value, style) : x
    for (const run of runsOf(value)) {
      use(run.script, style)
      pdf.fillColor(style.colour ?? ink).text(run.text, at, y, optionsOf(style))
      at += widthOf(run.text, style)
    }
  }

  /** Breaks text into lines no wider than given: at its own line breaks, between words, and within a word too long. */
  function wrap(value: string, width: number, style: TextStyle): string[] {
    return value.split(/\r\n|\r|\n/).flatMap((paragraph) => {
      const lines: string[] = []
      const space = widthOf(' ', style)
      let line = ''
      let taken = 0
      for (const word of paragraph
        .replace(/[\p{Cc}\s]+/gu, ' ')
        .trim()
        .split(' ')) {
        const needed = widthOf(word, style)
        if (line !== '' && taken + space + needed <= width) {
          line += ` ${word}`
          taken += space + needed
          continue
        }
        if (line !== '') lines.push(line)
        const parts = needed <= width ? [word] : broken(word, width, style)
        line = parts.pop() ?? ''
        taken = widthOf(line, style)
        lines.push(...parts)
      }
      return [...lines, line]
    })
  }

  function broken(word: string, width: number, style: TextStyle): string[] {
    const parts: string[] = ['']
    for (const sign of word) {
      const last = parts.length - 1
      const longer = `${parts[last]}${sign}`
      if (parts[last] === '' || widthOf(longer, style) <= width) parts[last] = longer
      else parts.push(sign)
    }
    return parts
  }

  return {
    text,
    wrap,
    /** What lines of this size take. */
    heightOf: (lines: number, { size }: TextStyle) => lines * size * leading,
    /** Lines below each other; gives the y below the last. */
    block(lines: readonly string[], x: number, y: number, style: TextStyle, align: 'left' | 'right' = 'left'): number {
      let at = y
      for (const line of lines) {
        if (line !== '') text(line, x, at, style, align)
        at += style.size * leading
      }
      return at
    },
    rule(x: number, y: number, width: number, colour: string = hairline, thickness = 0.6): void {
      pdf
        .moveTo(x, y)
        .lineTo(x + width, y)
        .lineWidth(thickness)
        .strokeColor(colour)
        .stroke()
    },
    rectangle(
      x: number,
      y: number,
      width: number,
      height: number,
      { fill, colour, thickness }: { fill: string; colour: string; thickness: number },
    ): void {
      pdf.rect(x, y, width, height).lineWidth(thickness).fillAndStroke(fill, colour)
    },
    /** A straight line from one place to another. */
    stroke(
      [fromX, fromY]: readonly [number, number],
      [toX, toY]: readonly [number, number],
      { colour, thickness }: { colour: string; thickness: number },
    ): void {
      pdf.moveTo(fromX, fromY).lineTo(toX, toY).lineWidth(thickness).strokeColor(colour).stroke()
    },
    /** A code to scan, filling a box; its quiet zone is the caller's to leave. Black, as scanners want it. */
    code(code: DrawnCode, x: number, y: number, width: number, height: number): void {
      const [across, down] = [width / code.width, height / code.height]
      for (const area of code.areas) {
        area.forEach(([left, top], index) => {
          const [px, py] = [x + left * across, y + top * down]
          if (index === 0) pdf.moveTo(px, py)
          else pdf.lineTo(px, py)
        })
        pdf.closePath()
      }
      pdf.fill('#000000', 'even-odd')
    },
    addPage(): void {
      pdf.addPage()
    },
    /** Runs over every page there is, for what needs to know how many. */
    eachPage(draw: (number: number, of: number) => void): void {
      const { start, count } = pdf.bufferedPageRange()
      for (let index = 0; index < count; index++) {
        pdf.switchToPage(start + index)
        draw(index + 1, count)
      }
    },
    finish(): Promise<Buffer> {
      pdf.end()
      return ended
    },
  }
}

export type Paper = ReturnType<typeof createPaper>
