import { fileURLToPath } from 'node:url'
import { tanstackRouter } from '@tanstack/router-plugin/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { precompress } from './scripts/precompress.ts'

// `@framewright/contracts/*` needs no alias: the package's `default` export condition leads to its sources.
export default defineConfig({
  plugins: [
    // Must stand before react(): it splits each route's component from its path.
    tanstackRouter({
      target: 'react',
      autoCodeSplitting: true,
      quoteStyle: 'single',
      semicolons: false,
      routeFileIgnorePattern: '\\.test\\.',
    }),
    react(),
    precompress(),
  ],
  resolve: { alias: { '~': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: {
    port: 5173,
    proxy: { '/api/': { target: process.env.API_URL ?? 'http://127.0.0.1:3000', changeOrigin: false } },
  },
  // What is only loaded on demand, named here: found late, the dev server would bundle Mantine a second time beside it.
  optimizeDeps: {
    include: ['core', 'hooks', 'form', 'notifications', 'spotlight'].map((name) => `@mantine/${name}`),
  },
  build: {
    target: 'es2023',
    sourcemap: false,
    reportCompressedSize: true,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Left to itself, the build makes a file of every icon that two pages share, ninety for one page, and each costs its
          // headers. What is there from the start is one file, what nearly all pages show another, and of the rest what
          // the same pages share is put together until it is worth a request.
          groups: [
            { name: 'start', tags: ['$initial'], priority: 2 },
            { name: 'common', test: /icons-react|apps[\\/]web[\\/]src/, minShareCount: 20, priority: 1 },
            {
              name: 'shared',
              test: /icons-react|@mantine|apps[\\/]web[\\/]src/,
              minShareCount: 2,
              entriesAware: true,
              entriesAwareMergeThreshold: 800,
            },
          ],
        },
      },
    },
  },
})
