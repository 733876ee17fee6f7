import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig, variables } from './config.ts'

const repository = join(import.meta.dirname, '../../..')
const example = readFileSync(join(repository, '.env.example'), 'utf8')

describe('the configuration', () => {
  it('documents every variable it reads, and none besides', () => {
    const documented = [...example.matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name)
    expect(documented.toSorted()).toEqual([...variables].toSorted())
    for (const block of example.split(/\n\n/).slice(1)) expect(block).toMatch(/^# /)
  })

  it('takes the values of the example as they stand', () => {
    // A secret has no example.
    const values = [...example.matchAll(/^#? ?([A-Z][A-Z0-9_]+)=(.*)$/gm)].map(([, name, value]) => [
      name,
      value || 'made-up-for-this-test-and-long-enough',
    ])
    expect(() => readConfig(Object.fromEntries(values))).not.toThrow()
  })

  it('names each variable that is wrong, and shows no value of it', () => {
    const wrong = { PORT: '70000', DATABASE_URL: 'mysql://root:hunter2@x/y', FRAMEWRIGHT_ADMIN_PASSWORD: 'short' }
    expect(() => readConfig(wrong)).toThrow(/PORT: [\s\S]*DATABASE_URL: [\s\S]*FRAMEWRIGHT_ADMIN_PASSWORD: /)
    expect(() => readConfig(wrong)).not.toThrow(/hunter2|short$/)
  })
})
