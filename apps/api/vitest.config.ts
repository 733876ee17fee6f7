import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    name: 'api',
    include: ['src/**/*.test.ts'],
    // Loading the whole server anew for each file takes longer than its tests. What a test changes outside its database, it puts back.
    isolate: false,
    globalSetup: ['@framewright/db/testing/global-setup'],
    // How fast it is, is measured elsewhere: a busy machine is no fault.
    expect: { poll: { timeout: 20_000 } },
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
