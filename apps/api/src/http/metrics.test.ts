import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMetrics } from '../core/metrics.ts'
import { checkOnSchedule } from '../jobs/check-invariants.ts'
import { openServer, type TestServer } from '../testing/server.ts'
import { openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let server: TestServer
beforeAll(async () => {
  shop = await openShop()
  server = await openServer(shop)
})
afterAll(async () => {
  await server.close()
  await shop.close()
})

/** One figure of a scrape, by its name and labels as they stand. */
const figure = (text: string, line: string) =>
  Number(new RegExp(`^${line.replace(/[{}"|]/g, '\\$&')} (.+)$`, 'm').exec(text)?.[1])
const scrape = async () => String((await server.send('GET', '/metrics')).body)

describe('the metrics', () => {
  it('tell each procedure by its outcome, by RPC, in a batch and by REST', async () => {
    const token = await server.as('VIEWER')
    await server.send('GET', '/api/trpc/auth.me,item.list?batch=1&input=%7B%221%22:%7B%7D%7D', { token })
    await server.send('GET', '/api/users/me', { token })
    await server.send('POST', '/api/frames', { token, body: {} })
    await server.send('GET', '/api/users/me')
    const text = await scrape()
    const count = (procedure: string, outcome: string) =>
      figure(text, `framewright_procedure_duration_seconds_count{procedure="${procedure}",outcome="${outcome}"}`)
    expect(count('auth.me', 'ok')).toBe(2)
    expect(count('auth.me', 'UNAUTHENTICATED')).toBe(1)
    expect(count('item.list', 'ok')).toBe(1)
    expect(count('frame.create', 'FORBIDDEN')).toBe(1)
  })

  it('tell what stands in the database: events that wait, and the last check', async () => {
    const before = await scrape()
    expect(figure(before, 'framewright_database_up')).toBe(1)
    expect(figure(before, 'framewright_event_lag_seconds')).toBeLessThan(30)
    expect(await checkOnSchedule(shop.deps, 60_000)).toEqual([])
    const after = await scrape()
    expect(figure(after, 'framewright_invariant_violations')).toBe(0)
    expect(figure(after, 'framewright_invariants_checked_timestamp_seconds')).toBeGreaterThan(1_700_000_000)
  })

  it('are for whoever reaches the process, or bears the token where there is one', async () => {
    const through = { 'x-forwarded-for': '1.2.3.4' }
    expect((await server.send('GET', '/metrics', { headers: through })).status).toBe(404)
    const guarded = await openServer(shop, { metricsToken: 'long-enough-and-other' })
    const status = async (headers: Record<string, string>) =>
      (await guarded.send('GET', '/metrics', { headers })).status
    expect(await status({})).toBe(404)
    expect(await status({ authorization: 'Bearer another-token' })).toBe(404)
    const spaceless = await openServer(shop, { metricsToken: 'correct-horse-battery' })
    const right = { authorization: 'Bearer correct-horse-battery', ...through }
    expect((await spaceless.send('GET', '/metrics', { headers: right })).status).toBe(200)
    await guarded.app.close()
    await spaceless.app.close()
  })

  it('have every name that the dashboard and the alerts ask for', async () => {
    // Given once, so that what is counted by labels has its lines.
    const metrics = createMetrics()
    metrics.jobRan('a job', 1)
    const there = new Set<string>()
    for (const text of [await scrape(), await metrics.registry.metrics()])
      for (const [, name = ''] of text.matchAll(/^# TYPE (\S+)/gm)) there.add(name)
    const ops = join(import.meta.dirname, '../../../../ops')
    const asked = ['grafana/framewright.json', 'prometheus/framewright.rules.yml'].flatMap((file) => [
      ...readFileSync(join(ops, file), 'utf8').matchAll(/\b((?:framewright|http|process|nodejs)_[a-z0-9_]+)\b/g),
    ])
    const names = new Set(asked.map(([, name = '']) => name.replace(/_(bucket|sum|count)$/, '')))
    expect(names.size).toBeGreaterThan(12)
    expect([...names].filter((name) => !there.has(name))).toEqual([])
  })

  it('are all explained in the operations manual', () => {
    const manual = readFileSync(join(import.meta.dirname, '../../../../docs/operations.md'), 'utf8')
    const names = createMetrics()
      .registry.getMetricsAsArray()
      .map(({ name }) => name)
      .filter((name) => name.startsWith('framewright_') || name.startsWith('http_'))
    expect(names.filter((name) => !manual.includes(name))).toEqual([])
  })
})
