import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { childrenOf, cli, killNow } from './support/processes.ts'
import { newPerson, type Rest, restAs } from './support/rest.ts'
import { type RunningServer, repository, startServer, temporaryHome } from './support/server.ts'

const place = temporaryHome()
let server: RunningServer
let rest: Rest

beforeAll(async () => {
  server = await startServer({ home: place.home })
  rest = await restAs(server.url)
})
afterAll(async () => {
  await server.stop()
  place.remove()
})

/** The API and its database at once, without a word to either, as when the power goes. */
async function powerCut(): Promise<void> {
  const database = await childrenOf(server.pid)
  expect(database.length).toBeGreaterThan(0)
  killNow(server.pid)
  for (const pid of database) killNow(pid)
  await server.kill()
}

async function powerBack(): Promise<void> {
  server = await startServer({ home: place.home })
  rest = await restAs(server.url)
}

describe('kill -9 of API and database', () => {
  it('in the middle of a hundred task completions loses nothing that was acknowledged and leaves nothing half done', async () => {
    const frame = await rest<{ id: number }>('POST', '/frames', {
      name: 'Crash window',
      material: 'PVC',
      widthMm: 900,
      heightMm: 1200,
      stages: ['ASSEMBLY'],
    })
    const tasks: number[] = []
    for (let worker = 0; worker < 100; worker++) {
      const person = await newPerson(rest, 'ASSEMBLER', `assembler${worker}`)
      const task = await rest<{ id: number }>('POST', '/assembly', { frameId: frame.body.id, userId: person.id })
      await rest('POST', `/assembly/${task.body.id}/start`)
      tasks.push(task.body.id)
    }

    const acknowledged: number[] = []
    const complete = async (id: number) => {
      const answer = await rest('POST', `/assembly/${id}/complete`, undefined, {
        'idempotency-key': `complete-${id}`,
      }).catch(() => null)
      if (answer?.status === 200) acknowledged.push(id)
      return answer
    }
    const all = Promise.all(tasks.map(complete))
    while (acknowledged.length < 15) await sleep(1)
    await powerCut()
    await all
    expect(acknowledged.length).toBeLessThan(100)
    await powerBack()

    const states = await Promise.all(tasks.map((id) => rest<{ status: string }>('GET', `/assembly/${id}`)))
    const done = tasks.filter((_, index) => states[index]?.body.status === 'COMPLETED')
    expect(acknowledged.filter((id) => !done.includes(id))).toEqual([])
    const stock = await rest<{ stock: { onHand: string } }>('GET', `/frames/${frame.body.id}`)
    expect(stock.body.stock.onHand).toBe(String(done.length))
    expect(await cli(place.home, ['check'])).toMatchObject({ code: 0 })

    // The same requests again: what was done is not done twice, the rest is done now.
    const again = await Promise.all(tasks.map(complete))
    const refused = again.filter((answer) => answer?.status !== 200)
    expect(refused).toEqual([])
    const full = await rest<{ stock: { onHand: string } }>('GET', `/frames/${frame.body.id}`)
    expect(full.body.stock.onHand).toBe('100')
    expect(await cli(place.home, ['check'])).toMatchObject({ code: 0 })
  })

  it('in the middle of an import leaves nothing of it, and the next one takes it all', async () => {
    const rows = 60_000
    const file = join(place.home, 'suppliers.csv')
    const lines = Array.from({ length: rows }, (_, row) => `IMP${row},Imported supplier ${row}`)
    writeFileSync(file, `code,name\n${lines.join('\n')}\n`)

    for (const wait of [300, 700, 1100]) {
      const importing = spawn(process.execPath, ['apps/api/src/cli/main.ts', 'import', 'suppliers', file], {
        cwd: repository,
        env: { PATH: process.env.PATH, HOME: process.env.HOME, FRAMEWRIGHT_HOME: place.home },
        stdio: 'ignore',
      })
      const ended = new Promise((resolve) => importing.once('exit', resolve))
      await sleep(wait)
      const wasRunning = importing.exitCode === null
      await powerCut()
      killNow(importing.pid ?? 0)
      await ended
      await powerBack()
      const kept = await rest<{ total: number }>('GET', '/suppliers?limit=1')
      if (wasRunning) expect([0, rows]).toContain(kept.body.total)
      expect(await cli(place.home, ['check'])).toMatchObject({ code: 0 })
      if (kept.body.total === rows) return
    }
    expect(await cli(place.home, ['import', 'suppliers', file])).toMatchObject({ code: 0 })
    const kept = await rest<{ total: number }>('GET', '/suppliers?limit=1')
    expect(kept.body.total).toBe(rows)
  })
})
