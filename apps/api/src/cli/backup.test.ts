import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEmptyDatabase } from '@framewright/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let folder = ''
beforeAll(async () => {
  shop = await openShop()
  const { api } = await shop.role('SUPERADMIN')
  await api.item.create({ sku: 'KEEP-ME', name: 'Kept', unitPrice: '1', openingStock: '7' })
  folder = await mkdtemp(join(tmpdir(), 'framewright-backup-'))
})
afterAll(async () => {
  await shop.close()
  await rm(folder, { recursive: true, force: true })
})

/** Runs `pnpm cli …` as a shell would. */
async function cli(args: string[], { url = shop.url, input }: { url?: string; input?: Buffer } = {}) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], {
    env: { ...process.env, DATABASE_URL: url },
  })
  const out: Buffer[] = []
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr.on('data', (chunk) => {
    err += chunk
  })
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, out: Buffer.concat(out), err }
}

describe('pnpm cli backup and restore', () => {
  it('write a file that only its owner reads, test it, and restore it', async () => {
    const file = join(folder, 'monday.fwb')
    const written = await cli(['backup', file])
    expect(written.err).toMatch(/Backed up [\d,]+ rows in \d+ tables as of .* monday\.fwb: \d+ KiB\./)
    expect(written.code).toBe(0)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(await readdir(folder)).toEqual(['monday.fwb'])

    const tested = await cli(['restore', '--test', file])
    expect({ code: tested.code, out: String(tested.out) }).toEqual({
      code: 0,
      out: expect.stringMatching(/^The backup can be restored: [\d,]+ rows/),
    })

    const database = await createEmptyDatabase()
    const restored = await cli(['restore', file], { url: database.url })
    expect(String(restored.out)).toMatch(/^Restored: [\d,]+ rows/)
    const checked = await cli(['check'], { url: database.url })
    expect(checked.code).toBe(0)
    await database.drop()

    const again = await cli(['backup', file])
    expect({ code: again.code, err: again.err }).toEqual({ code: 1, err: expect.stringMatching(/there already/) })
  }, 120_000)

  it('go through pipes', async () => {
    const { out, err, code } = await cli(['backup', '-'])
    expect({ code, err }).toEqual({ code: 0, err: expect.stringMatching(/^Backed up/) })
    const database = await createEmptyDatabase()
    const restored = await cli(['restore', '-'], { url: database.url, input: out })
    expect(restored.code).toBe(0)
    await database.drop()
  }, 60_000)

  it('refuse in a sentence, and leave no half a file', async () => {
    await writeFile(join(folder, 'notes.txt'), 'not a backup')
    for (const [args, sentence] of [
      [['restore', join(folder, 'notes.txt')], /no backup of Framewright/],
      [['restore', join(folder, 'gone.fwb')], /There is no file/],
      [['restore', join(folder, 'monday.fwb')], /in use: it holds/],
      [['backup', join(folder, 'no', 'where.fwb')], /There is no folder/],
    ] as const) {
      const { code, err } = await cli([...args])
      expect(err).toMatch(sentence)
      expect(err.trim().split('\n')).toHaveLength(1)
      expect(code).toBe(1)
    }
    const away = await cli(['backup', join(folder, 'away.fwb')], { url: 'postgresql://x:secret@127.0.0.1:1/x' })
    expect(away.err).toMatch(/does not answer/)
    expect(away.err).not.toContain('secret')
    expect((await readdir(folder)).filter((name) => name.startsWith('away'))).toEqual([])
  }, 60_000)

  it('explain themselves when called wrongly', async () => {
    for (const args of [['backup'], ['restore', 'a', 'b'], ['move-database'], ['move-database', '--to', 'mysql://x']]) {
      const { code, err } = await cli(args)
      expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(/Usage: pnpm cli/) })
    }
  }, 60_000)
})

describe('pnpm cli move-database', () => {
  it('says what to put into .env, without the password, and only when nobody uses the old one', async () => {
    const to = await createEmptyDatabase()
    const busy = await cli(['move-database', '--to', to.url])
    expect({ code: busy.code, err: busy.err }).toEqual({ code: 1, err: expect.stringMatching(/in use: framewright/) })
    const from = await createEmptyDatabase()
    await cli(['restore', join(folder, 'monday.fwb')], { url: from.url })
    const target = new URL(to.url)
    const { code, out } = await cli(['move-database', '--to', to.url], { url: from.url })
    expect(code).toBe(0)
    expect(String(out)).toContain('DATABASE_URL=postgresql://')
    expect(String(out)).toContain(target.pathname)
    if (target.password !== '') expect(String(out)).not.toContain(target.password)
    await from.drop()
    await to.drop()
  }, 60_000)
})
