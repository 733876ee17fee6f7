import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { migrationsFolder, schemaFolder } from '../paths.ts'

/** One migration as it lies in the folder. */
export interface Migration {
  name: string
  sql: string
}

/** The migrations of the folder in the order in which they are applied. */
export async function readMigrations(folder = migrationsFolder): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return await Promise.all(
    names.sort().map(async (name) => ({ name, sql: await readFile(join(folder, name, 'migration.sql'), 'utf8') })),
  )
}

/** A text that changes when any migration does. */
export function fingerprint(migrations: Migration[]): string {
  const hash = createHash('sha256')
  for (const { name, sql } of migrations) hash.update(`${name}\0${sql}\0`)
  return hash.digest('hex').slice(0, 16)
}

/** What Prisma wants to find beside the migrations. */
export const lockfile = { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' }

/** The form in which Prisma's engine takes a folder of migrations. */
export function asMigrationList(migrations: Migration[], folder = migrationsFolder) {
  return {
    baseDir: folder,
    lockfile,
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: sql } },
    })),
  }
}

/** The Prisma schema as its engine takes it. */
export async function readSchemaFiles(folder = schemaFolder): Promise<{ path: string; content: string }[]> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.prisma')).sort()
  return await Promise.all(
    names.map(async (name) => ({ path: join(folder, name), content: await readFile(join(folder, name), 'utf8') })),
  )
}
