import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faults } from './faults/faults.ts'
import { openStage, type Stage } from './faults/stage.ts'
import { trial } from './faults/trial.ts'
import { cli } from './support/processes.ts'

/** The short form of `pnpm faults`, which breaks more, for longer, and measures how soon all works again. */
let stage: Stage
beforeAll(async () => {
  stage = await openStage(4)
})
afterAll(() => stage?.close())

describe('while people work', () => {
  it.each(['kill-database', 'network-forgets'])('%s loses nothing, doubles nothing and leaves no gap', async (name) => {
    const fault = faults.find((one) => one.name === name)
    if (fault === undefined) throw new Error(`There is no fault ${name}`)
    const outcome = await trial(stage, fault, { clients: 4, calmMs: 500 })
    expect(outcome.acknowledged).toBeGreaterThan(0)
    expect(outcome.wrong).toEqual([])
    expect(outcome).toMatchObject({ otherwise: 0, internal: 0, streamMissing: 0, streamRepeated: 0 })
    expect(await cli(stage.home, ['check'])).toMatchObject({ code: 0 })
  })
})
