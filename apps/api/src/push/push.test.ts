import { createDecipheriv, createECDH, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { importJWK, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { numbered } from '../testing/numbered.ts'
import { openShop, type Shop } from '../testing/shop.ts'
import { endpointFault, isPublic } from './deliver.ts'
import { encryptFor } from './encryption.ts'
import { pushNews } from './push-job.ts'

/** A browser's half, and how it reads what was sent to it: written from the standard, not from our sender. */
function browser() {
  const keys = createECDH('prime256v1')
  keys.generateKeys()
  const auth = randomBytes(16)
  const hkdf = (secret: Buffer, salt: Buffer, info: Buffer, length: number) =>
    Buffer.from(hkdfSync('sha256', secret, salt, info, length))
  return {
    p256dh: keys.getPublicKey().toString('base64url'),
    auth: auth.toString('base64url'),
    read(body: Buffer): string {
      const salt = body.subarray(0, 16)
      const point = body.subarray(21, 21 + (body[20] ?? 0))
      const sealed = body.subarray(21 + point.length)
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), point])
      const secret = hkdf(keys.computeSecret(point), auth, info, 32)
      const key = hkdf(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
      const nonce = hkdf(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12)
      const decipher = createDecipheriv('aes-128-gcm', key, nonce)
      decipher.setAuthTag(sealed.subarray(-16))
      const text = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
      return text.subarray(0, text.lastIndexOf(2)).toString()
    },
  }
}

interface Received {
  path: string
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

let shop: Shop
let service: Server
let origin: string
const received: Received[] = []
let answer: (path: string) => number = () => 201

beforeAll(async () => {
  service = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const path = request.url ?? ''
      received.push({ path, headers: request.headers, body: Buffer.concat(pieces) })
      response.writeHead(answer(path)).end()
    })
  })
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
  const address = service.address()
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  shop = await openShop()
  Object.assign(shop.deps.config, { pushLocal: true, pushContact: 'mailto:shop@example.com' })
  await pushNews(shop.deps)
})
afterAll(async () => {
  await shop.close()
  service.close()
})

/** Runs the job when all events have their places. */
async function tell() {
  await numbered(shop.deps)
  received.length = 0
  const taken = await pushNews(shop.deps)
  return { taken, received: [...received] }
}

async function deviceOf(
  api: Awaited<ReturnType<Shop['role']>>['api'],
  path: string,
  topics: ('ASSIGNED' | 'INSPECTION' | 'SHORT')[] = ['ASSIGNED'],
) {
  const keys = browser()
  const { p256dh, auth } = keys
  const device = await api.push.subscribe({ endpoint: `${origin}/${path}`, p256dh, auth, topics, name: path })
  return { ...keys, device }
}

describe('a push message', () => {
  it('is encrypted as the standard’s own example is', () => {
    const given = (text: string) => Buffer.from(text, 'base64url')
    const body = encryptFor(
      {
        p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
        auth: 'BTBZMqHH6r4Tts7J_aSIgg',
      },
      Buffer.from('When I grow up, I want to be a watermelon'),
      {
        salt: given('DGv6ra1nlYgDCS1FRnbzlw'),
        privateKey: given('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'),
      },
    )
    expect(body.toString('base64url')).toBe(
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    )
  })

  it('goes nowhere inside: not to this machine, its network, a bare name, another port or without TLS', () => {
    for (const endpoint of [
      'http://push.example.com/x',
      'https://127.0.0.1/x',
      'https://[::1]/x',
      'https://10.1.2.3/x',
      'https://localhost/x',
      'https://printer/x',
      'https://db.internal/x',
      'https://push.example.com:8443/x',
      'https://me:you@push.example.com/x',
    ]) {
      expect([endpoint, endpointFault(endpoint, false)]).toEqual([endpoint, expect.any(String)])
    }
    expect(endpointFault('https://updates.push.services.mozilla.com/wpush/v2/x', false)).toBeNull()
    for (const address of [
      '127.0.0.1',
      '10.0.0.1',
      '172.20.1.1',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '0.0.0.0',
    ]) {
      expect([address, isPublic(address)]).toEqual([address, false])
    }
    for (const address of [
      '::1',
      '::',
      'fe80::1',
      'fd00::1',
      '::ffff:10.0.0.1',
      '2001:db8::1',
      '2002:a00:1::',
      '64:ff9b::a00:1',
    ]) {
      expect([address, isPublic(address)]).toEqual([address, false])
    }
    expect([isPublic('34.107.243.93'), isPublic('2600:1901:0:38d7::')]).toEqual([true, true])
  })
})

describe('the job that tells devices', () => {
  it('tells a person of work they were given, once a device, signed and for their browser alone', async () => {
    const planner = (await shop.role('MANAGER')).api
    const { api, caller } = await shop.role('ASSEMBLER')
    const other = await shop.role('ASSEMBLER')
    const [phone, tablet] = [await deviceOf(api, 'phone'), await deviceOf(api, 'tablet')]
    await deviceOf(other.api, 'others')
    const frame = await planner.frame.create({ name: 'Told window', material: 'Oak', widthMm: 900, heightMm: 1200 })
    const task = await planner.task.create({ kind: 'ASSEMBLY', frameId: frame.id, userId: caller.userId, quantity: 2 })

    const { taken, received: sent } = await tell()
    expect([taken, sent.map(({ path }) => path).sort()]).toEqual([2, ['/phone', '/tablet']])
    const message = sent.find(({ path }) => path === '/phone')
    expect(JSON.parse(phone.read(message?.body ?? Buffer.alloc(0)))).toMatchObject({
      title: 'A task for you',
      body: 'Assemble 2 × Told window',
      path: `/bench?task=${task.id}`,
    })
    expect(() => tablet.read(message?.body ?? Buffer.alloc(0))).toThrow()
    expect(message?.headers).toMatchObject({
      'content-encoding': 'aes128gcm',
      ttl: '86400',
      topic: expect.stringMatching(/^event-\d+$/),
    })

    const [, token = '', key = ''] = /^vapid t=(\S+), k=(\S+)$/.exec(String(message?.headers.authorization)) ?? []
    expect(key).toBe((await api.push.key()).publicKey)
    const point = Buffer.from(key, 'base64url')
    const jwk = {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    }
    const { payload } = await jwtVerify(token, await importJWK(jwk, 'ES256'), { audience: origin })
    expect(payload.sub).toBe('mailto:shop@example.com')

    // What was told is told.
    expect((await tell()).received).toEqual([])
    expect((await api.push.devices()).items.every((device) => device.lastSentAt !== null)).toBe(true)
  })

  it('tells of a task that is handed over, and nobody of what they did themselves', async () => {
    const planner = (await shop.role('MANAGER')).api
    const { api, caller } = await shop.role('ASSEMBLER')
    await deviceOf(api, 'handed')
    const frame = await planner.frame.create({ name: 'Handed window', material: 'Oak', widthMm: 900, heightMm: 1200 })
    await api.task.create({ kind: 'ASSEMBLY', frameId: frame.id })
    expect((await tell()).received).toEqual([])
    const task = await planner.task.create({ kind: 'ASSEMBLY', frameId: frame.id })
    await planner.task.update({ id: task.id, userId: caller.userId })
    expect((await tell()).received.map(({ path }) => path)).toEqual(['/handed'])
    await planner.task.update({ id: task.id, notes: 'Mind the glass' })
    expect((await tell()).received).toEqual([])
  })

  it('tells each device once though several processes work at it', async () => {
    const planner = (await shop.role('MANAGER')).api
    const { api, caller } = await shop.role('ASSEMBLER')
    await deviceOf(api, 'busy')
    const frame = await planner.frame.create({ name: 'Busy window', material: 'Oak', widthMm: 900, heightMm: 1200 })
    for (let count = 0; count < 20; count++) {
      await planner.task.create({ kind: 'ASSEMBLY', frameId: frame.id, userId: caller.userId })
    }
    await numbered(shop.deps)
    received.length = 0
    const counts = await Promise.all(Array.from({ length: 4 }, () => pushNews(shop.deps)))
    while (received.length < 20 && (await pushNews(shop.deps)) > 0);
    expect(received).toHaveLength(20)
    expect(new Set(received.map(({ headers }) => headers.topic)).size).toBe(20)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(20)
  })

  it('forgets a device whose push service knows it no more, and tries again where that is only away', async () => {
    const planner = (await shop.role('MANAGER')).api
    const { api, caller } = await shop.role('ASSEMBLER')
    await deviceOf(api, 'gone')
    await deviceOf(api, 'away')
    const frame = await planner.frame.create({ name: 'Gone window', material: 'Oak', widthMm: 900, heightMm: 1200 })
    await planner.task.create({ kind: 'ASSEMBLY', frameId: frame.id, userId: caller.userId })
    answer = (path) => (path === '/gone' ? 410 : path === '/away' ? 503 : 201)
    expect((await tell()).taken).toBe(0)
    expect((await api.push.devices()).items.map(({ name }) => name)).toEqual(['away'])
    answer = () => 201
    expect((await tell()).received).toEqual([])
    await shop.deps.prisma.pushMessage.updateMany({ data: { dueAt: new Date(0) } })
    expect((await tell()).received.map(({ path }) => path)).toEqual(['/away'])
    expect(await shop.deps.prisma.pushMessage.count()).toBe(0)
  })
})

describe('the devices of a person', () => {
  it('are theirs alone, and a browser is its last person’s', async () => {
    const [ann, ben] = [await shop.role('ASSEMBLER'), await shop.role('ASSEMBLER')]
    const { device } = await deviceOf(ann.api, 'shared')
    expect(device).toMatchObject({
      name: 'shared',
      service: '127.0.0.1',
      fingerprint: createHash('sha256').update(`${origin}/shared`).digest('base64url'),
    })
    await expect(ben.api.push.unsubscribe({ id: device.id })).rejects.toMatchObject({ domainCode: 'NOT_FOUND' })
    await deviceOf(ben.api, 'shared')
    expect([(await ann.api.push.devices()).items, (await ben.api.push.devices()).items.length]).toEqual([[], 1])
    await ben.api.push.unsubscribe({ id: device.id })
    expect((await ben.api.push.devices()).items).toEqual([])
  })

  it('have a key that is a point on the curve', async () => {
    const { api } = await shop.role('ASSEMBLER')
    const bad = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 1)]).toString('base64url')
    const auth = randomBytes(16).toString('base64url')
    await expect(
      api.push.subscribe({ endpoint: `${origin}/bad`, p256dh: bad, auth, topics: ['ASSIGNED'] }),
    ).rejects.toMatchObject({ domainCode: 'INVALID_INPUT' })
  })
})

describe('an order that is short', () => {
  it('is told its owner and the planners once, however often its confirmation is tried', async () => {
    const [seller, planner, other] = [
      await shop.role('SALES_EXECUTIVE'),
      await shop.role('PLANNER'),
      await shop.role('SALES_EXECUTIVE'),
    ]
    const manager = (await shop.role('MANAGER')).api
    const phone = await deviceOf(seller.api, 'seller', ['SHORT'])
    const tablet = await deviceOf(planner.api, 'planner', ['SHORT'])
    await deviceOf(other.api, 'nobody', ['SHORT'])
    await deviceOf(manager, 'manager', ['SHORT'])
    const item = await manager.item.create({ sku: 'SHORT-1', name: 'Told door', openingStock: '1' })
    const customer = await seller.api.customer.create({ name: 'Waits' })
    const order = await seller.api.salesOrder.create({
      customerId: customer.id,
      lines: [{ itemId: item.id, quantity: 3, unitPrice: '10' }],
    })
    expect((await tell()).received).toEqual([])

    const short = { domainCode: 'INSUFFICIENT_STOCK' }
    const keyed = shop.as((await shop.role('MANAGER')).caller, { idempotencyKey: 'confirms-once' })
    await expect(keyed.salesOrder.confirm({ id: order.id })).rejects.toMatchObject(short)
    await expect(manager.salesOrder.confirm({ id: order.id })).rejects.toMatchObject(short)
    await expect(manager.salesOrder.update({ id: order.id, status: 'CONFIRMED' })).rejects.toMatchObject(short)
    const { received: sent } = await tell()
    expect(sent.map(({ path }) => path).sort()).toEqual(['/manager', '/planner', '/seller'])
    const bodyOf = (path: string) => sent.find((one) => one.path === path)?.body ?? Buffer.alloc(0)
    expect(JSON.parse(phone.read(bodyOf('/seller')))).toMatchObject({
      title: `${order.number} is short`,
      body: 'Told door',
      path: `/sales-orders/${order.id}`,
    })
    expect(JSON.parse(tablet.read(bodyOf('/planner')))).toMatchObject({
      path: `/production-orders/plan?salesOrderId=${order.id}`,
    })

    // Other lines are other news; the seller who tries it knows already.
    await seller.api.salesOrder.update({
      id: order.id,
      lines: [{ itemId: item.id, quantity: 2, unitPrice: '10' }],
    })
    await expect(seller.api.salesOrder.confirm({ id: order.id })).rejects.toMatchObject(short)
    expect((await tell()).received.map(({ path }) => path).sort()).toEqual(['/manager', '/planner'])

    // The refusal used up no key: what was refused under it is done under it.
    await manager.stock.adjust({
      itemId: item.id,
      locationId: (await shop.deps.prisma.location.findFirstOrThrow({ where: { code: 'STOCK' } })).id,
      direction: 'UP',
      quantity: 5,
      reason: 'Found',
    })
    expect((await keyed.salesOrder.confirm({ id: order.id })).status).toBe('CONFIRMED')
  })

  it('is told the planners when a production order is released short, and again only of what else is missing', async () => {
    const planner = (await shop.role('PLANNER')).api
    const other = await deviceOf((await shop.role('PLANNER')).api, 'other-planner', ['SHORT'])
    await deviceOf((await shop.role('ASSEMBLER')).api, 'assembler', ['SHORT'])
    const manager = (await shop.role('MANAGER')).api
    const bar = await manager.item.create({ sku: 'SHORT-BAR', name: 'Told bar', openingStock: '1' })
    const table = await manager.item.create({ sku: 'SHORT-TBL', name: 'Told table' })
    await planner.bom.create({ itemId: table.id, lines: [{ componentId: bar.id, quantity: 4, unit: 'each' }] })
    const { id, number } = await planner.productionOrder.create({ itemId: table.id, quantity: 2 })
    await tell()
    await planner.productionOrder.release({ id, partial: true })
    const { received: sent } = await tell()
    // Every planner's device, the managers' too, and nobody's else.
    expect(sent.map(({ path }) => path).sort()).toEqual(['/manager', '/other-planner', '/planner'])
    const message = sent.find(({ path }) => path === '/other-planner')
    expect(JSON.parse(other.read(message?.body ?? Buffer.alloc(0)))).toMatchObject({
      title: `${number} lacks material`,
      body: 'Told bar',
      path: `/production-orders/${id}`,
    })
    await planner.productionOrder.reserve({ id })
    expect((await tell()).received).toEqual([])
  })
})

describe('an inspection that waits', () => {
  it('is told whoever may record it, and nobody else', async () => {
    const qc = (await shop.role('QC')).api
    const manager = (await shop.role('MANAGER')).api
    const tablet = await deviceOf(qc, 'inspector', ['INSPECTION'])
    await deviceOf((await shop.role('ASSEMBLER')).api, 'no-inspector', ['INSPECTION'])
    const item = await manager.item.create({ sku: 'LOOK-AT', name: 'Looked at' })
    await qc.inspectionPlan.create({
      ...{ name: 'Looks', type: 'INCOMING', itemId: item.id, sampling: 'ALL' },
      characteristics: [{ name: 'Clean', kind: 'PASS_FAIL' }],
    })
    await tell()
    const order = await manager.purchaseOrder.create({
      supplierName: 'Clear glass',
      lines: [{ itemId: item.id, quantity: 2, unitPrice: '1' }],
    })
    await manager.purchaseOrder.receive({ id: order.id })
    const { received: sent } = await tell()
    expect(sent.map(({ path }) => path)).toEqual(['/inspector'])
    const [waiting] = (await qc.inspection.list({ status: ['OPEN'] })).items
    expect(JSON.parse(tablet.read(sent[0]?.body ?? Buffer.alloc(0)))).toMatchObject({
      title: 'An inspection waits',
      body: expect.stringContaining(waiting?.number ?? ''),
      path: `/inspect?id=${waiting?.id}`,
    })
  })
})
