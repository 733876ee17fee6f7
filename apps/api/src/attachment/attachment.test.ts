import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Services } from '@framewright/contracts/services'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileStore } from '../files/file-store.ts'
import { pruneFiles } from '../files/stored-files.ts'
import { createServices } from '../services.ts'
import { openServer, type TestServer } from '../testing/server.ts'
import { openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let home: string
let server: TestServer
let services: Services
beforeAll(async () => {
  shop = await openShop()
  home = await mkdtemp(join(tmpdir(), 'framewright-attachments-'))
  const config = { ...shop.deps.config, home, uploadLimitBytes: 2 * 1024 ** 2 }
  services = createServices({ ...shop.deps, config })
  server = await openServer({ ...shop, services }, config)
})
afterAll(async () => {
  await server.close()
  await shop.close()
  await rm(home, { recursive: true, force: true })
})

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)
const pdf = Buffer.from('%PDF-1.7\nA confirmation\n')
const text = Buffer.from('hello\n')
const notFound = { domainCode: 'NOT_FOUND' }

async function person(role: string) {
  const caller = await shop.person(role)
  const api = shop.as(caller, { services })
  const token = await server.token(caller)
  const headers = { authorization: `Bearer ${token}` }
  const get = (path: string, more = {}) => fetch(`${server.url}/api${path}`, { headers: { ...headers, ...more } })
  const upload = (method: string, path: string, body: Buffer, type = 'application/octet-stream') =>
    fetch(`${server.url}/api${path}`, {
      method,
      headers: { ...headers, 'content-type': type },
      body: new Uint8Array(body),
    })
  return { caller, api, token, get, upload }
}

async function orderOf(owner: Awaited<ReturnType<typeof person>>) {
  const customer = await owner.api.customer.create({ name: `Customer ${Math.random()}` })
  const admin = await person('ADMIN')
  const item = await admin.api.item.create({
    sku: `A-${Math.random()}`,
    name: 'Handle',
    kind: 'HARDWARE',
    unitPrice: '1',
  })
  return owner.api.salesOrder.create({ customerId: customer.id, lines: [{ itemId: item.id, quantity: '1' }] })
}

describe('a file on a document', () => {
  it('is sent, listed, read and deleted over HTTP, and told in the document’s history', async () => {
    const admin = await person('ADMIN')
    const order = await orderOf(admin)
    const path = `/attachments/salesOrder/${order.id}`
    const sent = await admin.upload(
      'POST',
      `${path}?name=${encodeURIComponent('../Confirmation “Süd”.exe')}`,
      pdf,
      'image/png',
    )
    const made = (await sent.json()) as { id: number }
    expect([sent.status, made]).toEqual([
      201,
      expect.objectContaining({
        entity: 'salesOrder',
        entityId: order.id,
        name: 'Confirmation “Süd”.exe.pdf',
        type: 'application/pdf',
        size: pdf.length,
        uploadedBy: expect.objectContaining({ id: admin.caller.userId }),
      }),
    ])
    const listed = await admin.api.attachment.list({ entity: 'salesOrder', entityId: order.id })
    expect(listed).toMatchObject({ items: [{ id: made.id }], mayChange: true, limitBytes: 2 * 1024 ** 2 })

    const got = await admin.get(`/attachments/${made.id}/content`)
    expect(Buffer.from(await got.arrayBuffer())).toEqual(pdf)
    expect(Object.fromEntries(got.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringMatching(/^attachment; filename="/),
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
    })
    const again = await admin.get(`/attachments/${made.id}/content`, { 'if-none-match': got.headers.get('etag') })
    expect(again.status).toBe(304)

    await admin.api.attachment.remove({ id: made.id })
    expect((await admin.get(`/attachments/${made.id}/content`)).status).toBe(404)
    const { items } = await admin.api.event.list({ entity: 'salesOrder', entityId: order.id })
    expect(items.slice(0, 2).map((event) => event.type)).toEqual(['salesOrder.fileRemoved', 'salesOrder.fileAttached'])
    expect(items[1]?.payload).toMatchObject({ fileName: 'Confirmation “Süd”.exe.pdf', fileType: 'application/pdf' })
  })

  it('is shown in the browser only when it is a picture', async () => {
    const admin = await person('ADMIN')
    const order = await orderOf(admin)
    const make = (name: string, file: Buffer) =>
      admin.api.attachment.create({ entity: 'salesOrder', entityId: order.id, name, file: new Uint8Array(file) })
    const picture = await make('a.png', png)
    const note = await make('a.txt', text)
    const kind = async ({ id }: { id: number }) =>
      (await admin.get(`/attachments/${id}/content`)).headers.get('content-disposition')?.split(';')[0]
    expect([await kind(picture), await kind(note)]).toEqual(['inline', 'attachment'])
  })

  it('is refused when it is too large, of no kind that is taken, empty, or of no document', async () => {
    const admin = await person('ADMIN')
    const order = await orderOf(admin)
    const path = `/attachments/salesOrder/${order.id}?name=a.txt`
    const large = await admin.upload('POST', path, Buffer.alloc(2 * 1024 ** 2 + 1, 'a'))
    expect([large.status, await large.json()]).toMatchObject([413, { details: { limitBytes: 2 * 1024 ** 2 } }])
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    for (const name of ['a.svg', 'a.png', 'a.txt']) {
      const answer = await admin.upload('POST', `/attachments/salesOrder/${order.id}?name=${name}`, svg, 'image/png')
      expect([answer.status, (await answer.json()) as object]).toMatchObject([400, { code: 'INVALID_INPUT' }])
    }
    expect((await admin.upload('POST', path, Buffer.alloc(0))).status).toBe(400)
    expect((await admin.upload('POST', '/attachments/salesOrder/999999?name=a.txt', text)).status).toBe(404)
    expect((await admin.upload('POST', '/attachments/user/1?name=a.txt', text)).status).toBe(400)
    expect((await admin.api.attachment.list({ entity: 'salesOrder', entityId: order.id })).items).toEqual([])
  })

  it('is there for whoever may see the document, and changed by whoever may change it', async () => {
    const seller = await person('SALES_EXECUTIVE')
    const order = await orderOf(seller)
    const of = { entity: 'salesOrder' as const, entityId: order.id }
    const { id } = await seller.api.attachment.create({ ...of, name: 'mine.txt', file: new Uint8Array(text) })
    const other = await person('SALES_EXECUTIVE')
    const viewer = await person('VIEWER')
    const glazer = await person('GLAZER')
    for (const stranger of [other, glazer]) {
      await expect(stranger.api.attachment.list(of)).rejects.toMatchObject(notFound)
      expect((await stranger.get(`/attachments/${id}/content`)).status).toBe(404)
    }
    await expect(other.api.attachment.remove({ id })).rejects.toMatchObject(notFound)
    await expect(
      other.api.attachment.create({ ...of, name: 'a.txt', file: new Uint8Array(text) }),
    ).rejects.toMatchObject(notFound)
    expect(await viewer.api.attachment.list(of)).toMatchObject({ items: [{ id }], mayChange: false })
    expect((await viewer.get(`/attachments/${id}/content`)).status).toBe(200)
    await expect(viewer.api.attachment.remove({ id })).rejects.toMatchObject({ domainCode: 'FORBIDDEN' })
    // The owner hears of it, who may not read everybody's.
    const event = await shop.deps.prisma.event.findFirst({
      where: { type: 'salesOrder.fileAttached', entityId: order.id },
    })
    expect(event?.ownerId).toBe(seller.caller.userId)
  })

  it('comes once however often it is sent with one idempotency key', async () => {
    const admin = await person('ADMIN')
    const order = await orderOf(admin)
    const once = shop.as(admin.caller, { services, idempotencyKey: 'attach' })
    const input = { entity: 'salesOrder' as const, entityId: order.id, name: 'a.txt', file: new Uint8Array(text) }
    const [a, b] = await Promise.all([once.attachment.create(input), once.attachment.create(input)])
    expect(a.id).toBe(b.id)
    await expect(once.attachment.create({ ...input, file: new Uint8Array(pdf), name: 'a.pdf' })).rejects.toMatchObject({
      domainCode: 'IDEMPOTENCY_MISMATCH',
    })
    expect((await admin.api.attachment.list(input)).items).toHaveLength(1)
  })
})

describe('a person’s picture', () => {
  it('is given, seen by everybody signed in, and taken away by oneself', async () => {
    const one = await person('GLAZER')
    const other = await person('DRIVER')
    const { userId } = one.caller
    expect((await other.get(`/users/${userId}/avatar`)).status).toBe(404)
    const given = await one.upload('PUT', '/users/me/avatar', png, 'image/png')
    const me = (await given.json()) as { avatar: string }
    expect([given.status, me.avatar]).toEqual([200, expect.stringMatching(/^[0-9a-f]{64}$/)])
    const seen = await other.get(`/users/${userId}/avatar`)
    expect([seen.headers.get('content-type'), Buffer.from(await seen.arrayBuffer())]).toEqual(['image/png', png])
    expect((await fetch(`${server.url}/api/users/${userId}/avatar`)).status).toBe(401)
    expect((await one.upload('PUT', '/users/me/avatar', pdf)).status).toBe(400)
    expect((await one.upload('PUT', '/users/me/avatar', Buffer.concat([png, Buffer.alloc(600_000)]))).status).toBe(413)
    expect((await one.api.avatar.remove()).avatar).toBeNull()
    expect((await other.get(`/users/${userId}/avatar`)).status).toBe(404)
  })
})

describe('pruning', () => {
  it('removes what nothing has referred to for a day, and nothing else', async () => {
    const admin = await person('ADMIN')
    const order = await orderOf(admin)
    const attach = (name: string, content: string) =>
      admin.api.attachment.create({
        entity: 'salesOrder',
        entityId: order.id,
        name,
        file: new TextEncoder().encode(content),
      })
    const [kept, gone, fresh] = [
      await attach('a.txt', 'kept'),
      await attach('b.txt', 'gone'),
      await attach('c.txt', 'fresh'),
    ]
    await admin.api.attachment.remove({ id: gone.id })
    await admin.api.attachment.remove({ id: fresh.id })
    const { prisma } = shop.deps
    const old = new Date(Date.now() - 25 * 3_600_000)
    await prisma.storedFile.updateMany({
      where: { sha256: { in: [kept.sha256, gone.sha256] } },
      data: { touchedAt: old },
    })
    const store = fileStore({ home, s3: undefined })
    const both = await Promise.all([1, 2].map(() => pruneFiles(prisma, store, new Date())))
    expect(both.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0)
    expect([await store.has(kept.sha256), await store.has(gone.sha256), await store.has(fresh.sha256)]).toEqual([
      true,
      false,
      true,
    ])
    // What is uploaded again is there again.
    await attach('d.txt', 'gone')
    expect(await store.has(gone.sha256)).toBe(true)
  })
})
