import { existsSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useImports } from '../import/testing/imports.ts'
import { run } from './import.ts'
import { UsageError } from './usage.ts'

const imports = useImports()
let said = ''
beforeEach(() => {
  said = ''
  vi.spyOn(console, 'log').mockImplementation((text: string) => {
    said += `${text}\n`
  })
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
})
afterEach(() => vi.restoreAllMocks())

const cli = (...args: string[]) => run(args, { DATABASE_URL: imports.url })

describe('pnpm cli import', () => {
  it('imports, tells what came of it, and fails where a row was refused', async () => {
    const file = await imports.file('Nr;Firma\nA;Alpha\nB;Beta\n')
    expect(await cli('suppliers', file, '--map', 'Nr=code', '--map', 'Firma=name')).toBe(0)
    expect(said).toMatch(/2 rows in [\d.]+ s[\s\S]*Imported: 2 suppliers \(import run \d+\)\./)

    said = ''
    expect(await cli('supplier', await imports.file('code,name\nA,Again\nC,Gamma\n', 'again.csv'))).toBe(1)
    expect(said).toMatch(/1 refused:\s+again\.csv, line 2: The supplier code A is already in the database\./)
    const report = /reasons: (.*again\.refused\.csv)/.exec(said)?.[1] ?? ''
    expect(existsSync(report)).toBe(true)
    expect(said).toContain('Nothing was imported.')

    said = ''
    expect(await cli('supplier', await imports.file('code,name\nA,Again\nC,Gamma\n'), '--partial', '--dry-run')).toBe(0)
    expect(said).toMatch(/Would be imported: 1 supplier\.[\s\S]*nothing was changed/)
    expect(await imports.prisma.supplier.count()).toBe(2)
  })

  it('runs a plan over a folder', async () => {
    await imports.file('code,name\nP1,One\n', 'plan-suppliers.csv')
    await imports.file('sku,name\nP1,One\n', 'plan-items.csv')
    const plan = await imports.file(
      '{"steps":[{"kind":"supplier","file":"plan-suppliers.csv"},{"kind":"item","file":"plan-items.csv"}]}',
      'plan.json',
    )
    expect(await cli(plan, plan.replace(/plan\.json$/, ''))).toBe(0)
    expect(said).toMatch(/1 supplier [\s\S]*1 item /)
  })

  it('ends a plan at a refused row, but for a step that is partial', async () => {
    await imports.file('code,name\nQ1,One\nQ1,Twice\n', 'plan-customers.csv')
    await imports.file('sku,name\nQ1,One\n', 'plan-more.csv')
    const plan = (partial: boolean) => {
      const customers = { kind: 'customer', file: 'plan-customers.csv', ...(partial ? { partial } : {}) }
      const steps = [customers, { kind: 'item', file: 'plan-more.csv' }]
      return imports.file(JSON.stringify({ steps }), 'partial-plan.json')
    }
    const folder = (path: string) => path.replace(/partial-plan\.json$/, '')

    const strict = await plan(false)
    expect(await cli(strict, folder(strict))).toBe(1)
    expect(said).toMatch(/line 3: The code Q1 is already on line 2\.[\s\S]*Nothing was imported/)
    expect(said).not.toContain('plan-more.csv')

    said = ''
    const lenient = await plan(true)
    expect(await cli(lenient, folder(lenient))).toBe(0)
    expect(said).toMatch(/Imported: 1 customer [\s\S]*1 refused:[\s\S]*Imported: 1 item /)
  })

  it('says what it cannot mean', async () => {
    await expect(cli()).rejects.toThrow(UsageError)
    await expect(cli('bikes', 'x.csv')).rejects.toThrow(/cannot be imported/)
    await expect(cli('item', 'nowhere.csv')).rejects.toThrow(/no file/)
    await expect(cli('item', 'x.csv', '--colour')).rejects.toThrow(UsageError)
    await expect(cli('adventureworks', '.', '--map', 'a=b')).rejects.toThrow(/A plan says itself/)
    await expect(cli('item', 'x.csv', '--delimiter', 'ab')).rejects.toThrow(/one character/)
  })

  it('says so when the database does not answer', async () => {
    const file = await imports.file('code,name\nQ,Q\n')
    await expect(run(['supplier', file], { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' })).rejects.toThrow(
      /does not answer/,
    )
  })
})
