import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The root of this package. */
export const packageRoot = fileURLToPath(new URL('..', import.meta.url))

/** The root of the checkout. */
export const repositoryRoot = fileURLToPath(new URL('../../..', import.meta.url))

/** Folder of the `*.prisma` files. */
export const schemaFolder = join(packageRoot, 'prisma', 'schema')

/** Folder of the migrations, one folder each, in the layout of Prisma's own command line. */
export const migrationsFolder = join(packageRoot, 'prisma', 'migrations')

/** Where the embedded engine and other local state live unless `FRAMEWRIGHT_HOME` names another place. */
export function defaultHome(): string {
  return resolve(repositoryRoot, process.env.FRAMEWRIGHT_HOME || '.framewright')
}
