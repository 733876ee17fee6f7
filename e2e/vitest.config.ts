import { defineConfig } from 'vitest/config'

/** Journeys share a machine with a browser and a server: one file at a time, and time enough for a slow one. */
export default defineConfig({
  test: {
    name: 'e2e',
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup: ['@framewright/db/testing/global-setup'],
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 120_000,
  },
})
