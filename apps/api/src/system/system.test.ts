import { afterAll, beforeAll, expect, it } from 'vitest'
import { openShop, type Shop } from '../testing/shop.ts'
import { noteBackup } from './last-backup.ts'
import { rememberJobs } from './process-figures.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

it('tells administrators how the database is, when it was checked and backed up, and nobody else', async () => {
  const { api } = await shop.role('ADMIN')
  const before = await api.system.health()
  expect(before).toMatchObject({ backup: null, invariants: null, replicas: [], fulfilmentsWaiting: 0 })
  expect(before.database.bytes).toBeGreaterThan(1_000_000)
  expect(before.database.connections).toBeGreaterThan(0)
  await shop.deps.prisma.invariantRun.create({
    data: { finishedAt: new Date(), violations: 2, violated: ['numbers-unique'] },
  })
  await noteBackup(shop.url)
  const after = await api.system.health()
  expect(after.invariants).toMatchObject({ violations: 2, violated: ['numbers-unique'] })
  expect(Date.parse(after.backup?.at ?? '')).toBeGreaterThan(Date.now() - 60_000)
  const viewer = (await shop.role('VIEWER')).api
  await expect(viewer.system.health()).rejects.toMatchObject({ code: 'FORBIDDEN' })
})

it('remembers of each job how it went', () => {
  const heard: string[] = []
  const observer = rememberJobs([{ name: 'tidy', everyMs: 2_000, run: async () => {} }], {
    ran: (job) => heard.push(`${job} ran`),
    failed: (job) => heard.push(`${job} failed`),
  })
  observer.failed('tidy', new Error('no room'), 5)
  expect(observer.jobs()).toMatchObject([{ runs: 1, failures: 1, failure: 'no room', lastSuccessAt: null }])
  observer.ran('tidy', 5, undefined)
  expect(observer.jobs()).toMatchObject([{ everySeconds: 2, runs: 2, failures: 1, failure: null }])
  expect(heard).toEqual(['tidy failed', 'tidy ran'])
})
