import { spawn } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { type Finding, times, type Work } from '../bench.ts'
import { medianOf } from '../load/load.ts'
import { repository, type Shop } from '../shop.ts'

const rounds = 1
const badRows = 10

interface Kind {
  name: string
  columns: string
  header: string
  row(index: number, round: string): string
  /** A row that has to be refused. */
  bad(round: string): string
}

const kinds: Kind[] = [
  {
    name: 'items',
    columns: 'item (sku, name, unit_price, kind)',
    header: 'sku,name,unitPrice,kind',
    row: (i, round) => `${round}-${i},Imported ${i} of ${round},${(i % 900) + 0.5},PRODUCT`,
    bad: (round) => `${round}-bad,No price,many,PRODUCT`,
  },
  {
    name: 'suppliers',
    columns: 'supplier (code, name, email, phone)',
    header: 'code,name,email,phone',
    row: (i, round) => `${round}-${i},Supplier ${i} of ${round},s${i}@example.com,+49 ${i}`,
    bad: (round) => `${round}-bad,No address,nowhere,1`,
  },
]

export const csvImport: Work = {
  name: 'csv-import',
  about: '100 k rows of CSV, against COPY into the same table',
  async run(bench) {
    const shop = await bench.shop()
    const rows = Math.min(100_000, bench.options.orders)
    const folder = await mkdtemp(join(tmpdir(), 'framewright-bench-csv-'))
    const findings: Finding[] = []
    try {
      for (const kind of kinds) {
        const [ours, plain]: [number[], number[]] = [[], []]
        let refused = 0
        for (let round = 0; round < rounds; round++) {
          plain.push(await copyIn(shop, kind, await file(folder, kind, rows, `C${round}`, 0)))
          const path = await file(folder, kind, rows, `I${round}`, badRows)
          ours.push(await importFile(shop, kind, path))
          refused = (await readFile(`${path}.report.csv`, 'utf8')).trim().split('\n').length - 1
        }
        const ratio = medianOf(ours) / medianOf(plain)
        findings.push({
          what: `CSV import of ${rows} ${kind.name}`,
          ours: `${medianOf(ours).toFixed(1)} s, ${refused} bad rows reported`,
          against: `COPY … FROM: ${medianOf(plain).toFixed(1)} s`,
          figure: `${ratio.toFixed(1)} ×`,
          budget: '≤ 3 × COPY',
          pass: ratio <= 3 && refused === badRows,
        })
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
    return findings
  },
}

async function file(folder: string, kind: Kind, rows: number, round: string, bad: number): Promise<string> {
  const path = join(folder, `${kind.name}-${round}.csv`)
  const lines = [
    kind.header,
    ...times(rows, (i) => kind.row(i, round)),
    ...times(bad, (i) => kind.bad(`${round}-${i}`)),
  ]
  await writeFile(path, `${lines.join('\n')}\n`)
  return path
}

/** Seconds of the product's import, from the command to its end. */
async function importFile(shop: Shop, kind: Kind, path: string): Promise<number> {
  const began = performance.now()
  const args = ['apps/api/src/cli/main.ts', 'import', kind.name, path, '--partial', '--report', `${path}.report.csv`]
  const child = spawn(process.execPath, args, {
    cwd: repository,
    env: { DATABASE_URL: shop.database, NODE_ENV: 'production' },
    stdio: 'ignore',
  })
  await new Promise((done) => child.once('exit', done))
  return (performance.now() - began) / 1000
}

/** Seconds of a plain copy, with the table's own triggers and indexes. */
async function copyIn(shop: Shop, kind: Kind, path: string): Promise<number> {
  const client = new pg.Client({ connectionString: shop.database })
  await client.connect()
  const began = performance.now()
  const stream = client.query(copyFrom(`COPY ${kind.columns} FROM STDIN WITH (FORMAT csv, HEADER)`))
  await pipeline(createReadStream(path), stream)
  const took = (performance.now() - began) / 1000
  await client.end()
  return took
}
