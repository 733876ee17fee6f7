// Draws the PNG icons from their SVG sources with a browser: `node scripts/draw-icons.ts [path of a Chromium]`. Only after a drawing was changed;
// the pictures are kept in the repository.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const pictures = [
  ['icon.svg', 'icons/icon-180.png', 180],
  ['icon.svg', 'icons/icon-192.png', 192],
  ['icon.svg', 'icons/icon-512.png', 512],
  ['icons/maskable.svg', 'icons/maskable-512.png', 512],
  ['icons/badge.svg', 'icons/badge-96.png', 96],
] as const

const inPublic = (name: string) => fileURLToPath(new URL(`../public/${name}`, import.meta.url))
const { chromium } = createRequire(new URL('../../../e2e/package.json', import.meta.url))('playwright-core')
const browser = await chromium.launch({
  executablePath: process.argv[2] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
const page = await browser.newPage()
for (const [from, to, side] of pictures) {
  const drawing = Buffer.from(await readFile(inPublic(from))).toString('base64')
  await page.setViewportSize({ width: side, height: side })
  await page.setContent(
    `<body style="margin:0"><img width="${side}" height="${side}" src="data:image/svg+xml;base64,${drawing}">`,
  )
  await page.locator('img').evaluate((image: { decode(): Promise<void> }) => image.decode())
  await page.screenshot({ path: inPublic(to), omitBackground: true })
}
await browser.close()
