import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

const folders = {
  contracts: 'packages/contracts',
  db: 'packages/db',
  sdk: 'packages/sdk',
  api: 'apps/api',
  web: 'apps/web',
  bench: 'bench',
  checks: 'checks',
}

/** Every suite but the journeys in a browser, which have a configuration of their own in `e2e`. */
export default defineConfig({
  test: {
    passWithNoTests: true,
    projects: Object.entries(folders)
      .filter(([, folder]) => existsSync(new URL(folder, import.meta.url)))
      .map(([name, folder]) =>
        existsSync(new URL(`${folder}/vitest.config.ts`, import.meta.url))
          ? folder
          : {
              root: folder,
              test: { name, include: ['**/*.test.{ts,tsx}'], exclude: ['**/node_modules/**', '**/dist/**'] },
            },
      ),
  },
})
