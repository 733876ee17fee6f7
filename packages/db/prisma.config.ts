import { defineConfig } from 'prisma/config'

/**
 * For Prisma's own command line. `DATABASE_URL` matters to its `migrate` commands only; generating needs none.
 */
export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
})
