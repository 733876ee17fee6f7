import type { SystemHealth } from '@framewright/contracts/system/system.schema'
import { expect, it } from 'vitest'
import { worries } from './worries.ts'

const well: SystemHealth = {
  version: '1.0.0',
  process: { startedAt: '2026-03-01T00:00:00.000Z', memoryBytes: 1, liveStreams: 0, pools: [], jobs: [] },
  database: { version: '18', bytes: 1, connections: 5, maxConnections: 100 },
  events: { waiting: 0, lagSeconds: 0 },
  fulfilmentsWaiting: 0,
  invariants: { checkedAt: '2026-03-02T00:00:00.000Z', violations: 0, violated: [] },
  backup: { at: '2026-03-02T02:00:00.000Z' },
  replicas: [],
}
const now = new Date('2026-03-02T12:00:00Z')

it('says nothing while all is well, and what to look at when it is not', () => {
  expect(worries(well, now)).toEqual([])
  const said = worries(
    {
      ...well,
      backup: { at: '2026-02-27T02:00:00.000Z' },
      invariants: { checkedAt: '2026-03-02T00:00:00.000Z', violations: 2, violated: ['numbers-unique'] },
      database: { ...well.database, connections: 95 },
      replicas: [{ name: 'two', usable: false, position: 4 }],
    },
    now,
  )
  expect(said).toEqual([
    '2 rows against what must always hold: run pnpm cli check to see them.',
    'The last backup is more than a day old: look at the job that makes them.',
    'The database has hardly a connection left: raise max_connections or lower DATABASE_POOL_SIZE.',
    'The replica two takes no queries.',
  ])
  expect(worries({ ...well, backup: null }, now)).toHaveLength(1)
})
