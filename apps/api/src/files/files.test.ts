import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AwsV4Signer } from 'aws4fetch'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contentType } from './content-type.ts'
import { diskStore } from './disk-store.ts'
import { contentDisposition, safeName } from './file-name.ts'
import { type FileStore, pathOf } from './file-store.ts'
import { s3Store } from './s3-store.ts'
import { hashOf } from './stored-files.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

describe('what a file is', () => {
  it('is decided by its bytes, not its name', async () => {
    expect(await contentType(png, 'invoice.pdf')).toBe('image/png')
    expect(await contentType(bytesOf('%PDF-1.7\n%…'), 'a.png')).toBe('application/pdf')
    expect(await contentType(bytesOf('a;b\n1;2\n'), 'a.CSV')).toBe('text/csv')
    expect(await contentType(bytesOf('Grüße\n'), 'a.txt')).toBe('text/plain')
  })

  it.each([
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'a.svg'],
    ['an SVG that calls itself text', ' <svg onload="alert(1)"/>', 'a.txt'],
    ['XML that calls itself CSV', '<?xml version="1.0"?><svg/>', 'a.csv'],
    ['HTML that calls itself text', '<!doctype html><script>', 'a.txt'],
    ['a script', 'alert(1)', 'a.js'],
    ['a program', 'MZ\0\0', 'a.txt'],
    ['an archive', 'PK\u0003\u0004', 'a.csv'],
    ['a picture by name only', 'no picture', 'a.png'],
  ])('is refused for %s', async (_what, text, name) => {
    expect(await contentType(bytesOf(text), name)).toBeNull()
  })
})

describe('a name', () => {
  it.each([
    ['../../etc/passwd', 'text/plain', 'passwd.txt'],
    ['C:\\temp\\drawing.PNG', 'image/png', 'drawing.png'],
    ['..', 'application/pdf', 'file.pdf'],
    ['.htaccess', 'text/plain', 'htaccess.txt'],
    ['a"; filename="b.exe', 'application/pdf', 'a; filename=b.exe.pdf'],
    ['rechnung\u202Efdp.exe', 'application/pdf', 'rechnungfdp.exe.pdf'],
    ['\u0000\u000a\r', 'text/csv', 'file.csv'],
    ['foto.jpeg', 'image/jpeg', 'foto.jpeg'],
    [`${'x'.repeat(400)}.png`, 'image/png', `${'x'.repeat(150)}.png`],
  ] as const)('%s is only a name, and fits its content', (given, type, expected) => {
    expect(safeName(given, type).toLowerCase()).toBe(expected.toLowerCase())
  })

  it('is said in a header without breaking it', () => {
    expect(contentDisposition('inline', 'Fenster “Süd” 100%.png')).toBe(
      'inline; filename="Fenster _S_d_ 100_.png"; filename*=UTF-8\'\'Fenster%20%E2%80%9CS%C3%BCd%E2%80%9D%20100%25.png',
    )
  })

  it('of a stored content is nothing but its hash', () => {
    expect(() => pathOf('../../etc/passwd')).toThrow()
  })
})

/** A bucket in memory that, like a real one, takes only what is signed with its key. */
class Bucket {
  readonly held = new Map<string, Buffer>()
  readonly refused: string[] = []
  readonly #server: Server
  readonly #secret = 'the secret'

  constructor() {
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const body = Buffer.concat(chunks)
      const { method = '', url = '', headers } = request
      const expected = await new AwsV4Signer({
        method,
        url: `http://${headers.host}${url}`,
        headers: { 'x-amz-content-sha256': String(headers['x-amz-content-sha256']) },
        accessKeyId: 'the key',
        secretAccessKey: this.#secret,
        service: 's3',
        region: 'nowhere-1',
        datetime: String(headers['x-amz-date']),
      }).sign()
      const saidHash = headers['x-amz-content-sha256']
      const honest = method !== 'PUT' || saidHash === hashOf(body)
      if (headers.authorization !== expected.headers.get('authorization') || !honest) {
        this.refused.push(`${method} ${url}`)
        response.writeHead(403).end('<Error><Code>SignatureDoesNotMatch</Code></Error>')
        return
      }
      if (method === 'PUT') this.held.set(url, body)
      if (method === 'DELETE') this.held.delete(url)
      const found = this.held.get(url)
      if (method === 'GET' || method === 'HEAD')
        response.writeHead(found ? 200 : 404).end(method === 'GET' ? found : undefined)
      else response.writeHead(method === 'PUT' ? 200 : 204).end()
    })
  }

  async open(): Promise<FileStore & { wrong: FileStore }> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    const endpoint = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
    const of = (secretAccessKey: string) =>
      s3Store({ endpoint, name: 'shop', region: 'nowhere-1', accessKeyId: 'the key', secretAccessKey })
    return { ...of(this.#secret), wrong: of('another secret') }
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }
}

async function contentOf(store: FileStore, sha256: string): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of await store.open(sha256)) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

let home: string
const bucket = new Bucket()
const stores: Record<string, FileStore> = {}
let wrong: FileStore
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'framewright-files-'))
  stores.disk = diskStore(home)
  const opened = await bucket.open()
  stores.bucket = opened
  wrong = opened.wrong
})
afterAll(async () => {
  bucket.close()
  await rm(home, { recursive: true, force: true })
})

describe.each(['disk', 'bucket'])('files on %s', (kind) => {
  it('are put, found, read and removed by their hash', async () => {
    const store = stores[kind] as FileStore
    const bytes = bytesOf('What a file holds\n'.repeat(10_000))
    const sha256 = hashOf(bytes)
    expect(await store.has(sha256)).toBe(false)
    await expect(store.open(sha256)).rejects.toThrow()
    // At once and again: the same content is one.
    await Promise.all([1, 2, 3].map(() => store.put(sha256, bytes)))
    expect(await store.has(sha256)).toBe(true)
    expect(await contentOf(store, sha256)).toBe(Buffer.from(bytes).toString())
    await store.remove(sha256)
    await store.remove(sha256)
    expect(await store.has(sha256)).toBe(false)
  })
})

it('the disk holds nothing but whole files under their hashes', async () => {
  const store = stores.disk as FileStore
  const sha256 = hashOf(png)
  await store.put(sha256, png)
  expect((await readdir(join(home, 'files'), { recursive: true })).filter((name) => name.length > 2)).toEqual([
    pathOf(sha256),
  ])
})

it('the bucket takes nothing that is signed with another key', async () => {
  await expect(wrong.put(hashOf(png), png)).rejects.toThrow(/403/)
  expect(bucket.refused.length).toBeGreaterThan(0)
  expect(bucket.held.size).toBe(0)
})
