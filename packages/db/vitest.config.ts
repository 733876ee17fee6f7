import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    name: 'db',
    include: ['src/**/*.test.ts'],
    globalSetup: ['@framewright/db/testing/global-setup'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
