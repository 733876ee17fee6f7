#!/usr/bin/env node
// The types of the whole repository: `node scripts/type-check.mjs [--force]`.
import { spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from './run.mjs'

/**
 * The compiler and what it is told. It builds several projects side by side and checks each with several checkers, four where
 * nothing is said; but each checker works out anew what the files of all have in common, which on few cores costs more
 * than it brings.
 */
export const typeCheck = [
  join('node_modules', 'typescript', 'bin', 'tsc'),
  '-b',
  '--checkers',
  String(Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2)))),
]

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { status } = spawnSync(process.execPath, [...typeCheck, ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  })
  process.exitCode = status ?? 1
}
