import { fileURLToPath } from 'node:url'
import { tanstackRouter } from '@tanstack/router-plugin/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { beginScript } from './scripts/begin-script.ts'
import { chunkGroups } from './scripts/chunk-groups.ts'
import { lighterPickers } from './scripts/lighter-pickers.ts'
import { pageHeads } from './scripts/page-heads.ts'
import { precompress } from './scripts/precompress.ts'
import { serviceWorker } from './scripts/service-worker.ts'

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
    lighterPickers(),
    beginScript(),
    precompress(),
    pageHeads(),
    serviceWorker(),
  ],
  resolve: { alias: { '~': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: {
    port: 5173,
    proxy: { '/api/': { target: process.env.API_URL ?? 'http://127.0.0.1:3000', changeOrigin: false } },
  },
  // What is only loaded on demand, named here: found late, the dev server would bundle Mantine a second time beside it.
  optimizeDeps: {
    include: ['core', 'hooks', 'form', 'spotlight'].map((name) => `@mantine/${name}`),
  },
  build: {
    target: 'es2023',
    // Which files each page needs: `scripts/first-screens.ts` weighs them.
    manifest: true,
    // One file: each costs a request before anything is painted, and what another page shows weighs little beside that.
    cssCodeSplit: false,
    sourcemap: false,
    reportCompressedSize: true,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: { groups: chunkGroups },
      },
    },
  },
})
