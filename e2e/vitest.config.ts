import { defineConfig } from 'vitest/config'

/** A journey is a browser and a server, and mostly waits: two at a time, and time enough for a slow machine. */
export default defineConfig({
  test: {
    name: 'e2e',
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup: ['@framewright/db/testing/global-setup'],
    setupFiles: ['support/on-failure.ts'],
    maxWorkers: 2,
    expect: { poll: { timeout: 40_000 } },
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
})
