import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UsageError } from '../failure.ts'
import { inspectCsv, readCsv } from './reader.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'framewright-csv-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function read(content: string | Buffer, delimiter?: string) {
  const path = join(folder, 'file.csv')
  await writeFile(path, content)
  const shape = await inspectCsv(path, delimiter)
  const rows: [number, ...string[]][] = []
  for await (const block of readCsv(shape)) for (const { line, values } of block) rows.push([line, ...values])
  return { ...shape, rows }
}

describe('a CSV file', () => {
  it('gives each row the line an editor shows, behind quoted line breaks and blank lines of every kind', async () => {
    const { rows } = await read('a,b\r\n1,"x\r\ny"\r\n\r\n2,z\r\n3,"p\nq\n"\r\n,,\r\n4,"r\rs"\n5,t')
    expect(rows).toEqual([
      [2, '1', 'x\r\ny'],
      [5, '2', 'z'],
      [6, '3', 'p\nq\n'],
      [10, '4', 'r\rs'],
      [12, '5', 't'],
    ])
  })

  it('finds its delimiter in the header, outside quotation marks', async () => {
    expect((await read('"a,b,c";d\n1;2\n')).header).toEqual(['a,b,c', 'd'])
    expect((await read('a\tb\n1\t2\n')).delimiter).toBe('\t')
    expect((await read('a,b|c\n1,2\n', '|')).header).toEqual(['a,b', 'c'])
  })

  it('begins with or without a byte order mark', async () => {
    expect((await read('\ufeffa,b\n1,2\n')).header).toEqual(['a', 'b'])
  })

  it('takes an inch mark inside a value for itself', async () => {
    expect((await read('a,b\nHinge 3",1\n')).rows).toEqual([[2, 'Hinge 3"', '1']])
  })

  it('is refused when it is not UTF-8, has a quotation mark that is never closed, or a column twice', async () => {
    await expect(read(Buffer.from('a,b\n1,M\xfcller\n', 'latin1'))).rejects.toThrow(/not UTF-8/)
    await expect(read('a,b\n1,2\n3,"4\n5,6\n')).rejects.toThrow(/line 3 or below, is never closed/)
    await expect(read('a,b,a\n1,2,3\n')).rejects.toThrow(/two columns called "a"/)
    await expect(read('')).rejects.toThrow(/is empty/)
    await expect(inspectCsv(join(folder, 'none.csv'))).rejects.toThrow(UsageError)
  })
})
