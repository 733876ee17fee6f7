import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** Inter in two weights; the files come in parts by script, so that a document embeds only what it uses. */
export type Weight = 'regular' | 'bold'
const weights: Record<Weight, number> = { regular: 400, bold: 600 }

const require = createRequire(import.meta.url)
const ranges = require('@fontsource/inter/unicode.json') as Record<string, string>

/** The parts, those most often used first: what several have is taken from the first. */
const scripts = ['latin', 'latin-ext', 'greek', 'cyrillic', 'vietnamese', 'cyrillic-ext', 'greek-ext']
const coverage = scripts.map((script) => ({ script, spans: spansOf(ranges[script] ?? '') }))

/** "U+0000-00FF,U+0131" as pairs of first and last. */
function spansOf(range: string): [number, number][] {
  return range.split(',').map((part) => {
    const [first = '', last = first] = part.replace('U+', '').split('-')
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)]
  })
}

const covers = (spans: readonly [number, number][], code: number) =>
  spans.some(([first, last]) => code >= first && code <= last)

/** A piece of text that one part of the font writes. */
export interface Run {
  script: string
  text: string
}

/** What no part writes (Arabic, Chinese, emoji) stands as this sign rather than as nothing. */
const replacement = '\uFFFD'

/** Splits text by the part of the font that writes it; a space stays with what it follows. */
export function runsOf(text: string): Run[] {
  const runs: Run[] = []
  for (const sign of text.normalize('NFC')) {
    const code = sign.codePointAt(0) ?? 0
    const last = runs.at(-1)
    const current = coverage.find(({ script }) => script === last?.script)
    if (last && current && covers(current.spans, code)) {
      last.text += sign
      continue
    }
    const script = coverage.find(({ spans }) => covers(spans, code))?.script
    const run = { script: script ?? 'latin', text: script === undefined ? replacement : sign }
    if (last?.script === run.script) last.text += run.text
    else runs.push(run)
  }
  return runs
}

const files = new Map<string, Buffer>()

/** A part of the font, read once in the life of the process. Only these are embedded: nothing of the system's is used. */
export function fontFile(script: string, weight: Weight): Buffer {
  const name = `inter-${script}-${weights[weight]}-normal.woff`
  const known = files.get(name)
  if (known) return known
  const file = readFileSync(require.resolve(`@fontsource/inter/files/${name}`))
  files.set(name, file)
  return file
}
