import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveSite } from './site.ts'

const script = 'export const letters = "abcdefgh"\n'.repeat(40)
const page = (title: string) =>
  `<!doctype html>\n<html>\n  <head>\n    <title>${title}</title>\n  </head>\n  <body>${'<p></p>'.repeat(40)}</body>\n</html>\n`
let around: string
let root: string
let app: FastifyInstance

beforeAll(async () => {
  around = await mkdtemp(join(tmpdir(), 'framewright-site-'))
  root = join(around, 'dist')
  await mkdir(root)
  await writeFile(join(around, 'secret.txt'), 'a secret of the machine')
  for (const folder of ['assets', '.vite']) await mkdir(join(root, folder))
  await writeFile(join(root, 'index.html'), page('First'))
  await writeFile(join(root, 'icon.svg'), '<svg/>')
  await writeFile(join(root, 'assets', 'index-abc123.js'), script)
  await writeFile(
    join(root, '.vite', 'heads.json'),
    JSON.stringify({
      '/': '<link href="/assets/home.js">',
      '/frames/$id': '<link href="/assets/frame.js">',
      '/frames/new': '<link href="/assets/new.js">',
    }),
  )
  app = Fastify({ routerOptions: { ignoreTrailingSlash: true } })
  serveSite(app, root)
})
afterAll(async () => {
  await app.close()
  await rm(around, { recursive: true })
})

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers })

describe('a file of the dashboard', () => {
  it('comes in the form the browser reads', async () => {
    const path = '/assets/index-abc123.js'
    const plain = await get(path)
    expect([plain.body, plain.headers['content-encoding']]).toEqual([script, undefined])
    const small = await get(path, { 'accept-encoding': 'gzip, deflate, br' })
    expect([small.headers['content-encoding'], small.headers.vary]).toEqual(['br', 'accept-encoding'])
    expect(brotliDecompressSync(small.rawPayload).toString()).toBe(script)
    const older = await get(path, { 'accept-encoding': 'br;q=0, gzip;q=0.5' })
    expect(older.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(older.rawPayload).toString()).toBe(script)
  })

  it('is not sent again to a browser that has it', async () => {
    const { etag } = (await get('/icon.svg')).headers
    const again = await get('/icon.svg', { 'if-none-match': String(etag) })
    expect([again.statusCode, again.body]).toEqual([304, ''])
  })

  it('is read again when it has changed', async () => {
    await writeFile(join(root, 'icon.svg'), '<svg></svg>')
    expect((await get('/icon.svg')).body).toBe('<svg></svg>')
    await rm(join(root, 'icon.svg'))
    expect((await get('/icon.svg')).headers['content-type']).toContain('text/html')
  })

  it('is none of those that begin with a dot, nor of no name a disk takes', async () => {
    expect((await get('/.vite/heads.json')).body).toBe(page('First'))
    expect((await get(`/${'long'.repeat(300)}`)).statusCode).toBe(200)
    expect((await get(`/assets/${'long'.repeat(300)}`)).statusCode).toBe(404)
  })

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/..%5csecret.txt',
    '/%00/../secret.txt',
    '/%2fetc/passwd',
    '/%zz',
  ])('is never one outside of the build, like %s', async (path) => {
    const { body, headers } = await get(path)
    expect(body).not.toMatch(/secret of the machine|root:/)
    expect(headers['content-type']).toMatch(/html|json/)
  })
})

describe('the page', () => {
  it.each([
    ['/', 'home'],
    ['/?from=mail', 'home'],
    ['/frames/7', 'frame'],
    ['/frames/7/', 'frame'],
    ['/frames/new', 'new'],
  ])('of %s names what its screen needs', async (path, file) => {
    const { body, headers } = await get(path)
    expect(body.match(/<link href="[^"]*">/g)).toEqual([`<link href="/assets/${file}.js">`])
    expect(body).toContain('<title>First</title>')
    expect(headers['cache-control']).toBe('no-cache')
  })

  it.each(['/index.html', '/frames', '/nothing/of/ours'])('of %s is as the build left it', async (path) => {
    expect((await get(path)).body).toBe(page('First'))
  })

  it('is another once there is another build', async () => {
    await writeFile(join(root, 'index.html'), page('Second'))
    await utimes(join(root, 'index.html'), new Date(), new Date(Date.now() + 5_000))
    expect((await get('/frames/7')).body).toContain('<title>Second</title>')
    await writeFile(join(root, '.vite', 'heads.json'), '{}')
    expect((await get('/frames/7')).body).toBe(page('Second'))
  })
})
