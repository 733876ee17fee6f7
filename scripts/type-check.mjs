#!/usr/bin/env node
// The types of the whole repository: `node scripts/type-check.mjs [--force]`.
import { spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { root } from './run.mjs'

/** Projects built side by side; with more than there are processors, the long ones wait for the short ones. */
const builders = Math.min(4, availableParallelism())

/**
 * Checkers of one project, four where nothing is said. Each works out anew what the files of all have in common, which on few
 * processors costs more than it brings.
 */
const checkers = Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2)))

/**
 * Collecting garbage is a third of the compiler's work, and little is found: with memory to spare it is done seldom. Not never:
 * memory that a virtual machine has to be given first takes longer than the collecting.
 */
const collectSeldom = process.availableMemory() > 6 * 2 ** 30 ? { GOGC: '400', GOMEMLIMIT: '4GiB' } : {}

const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
const { status } = spawnSync(
  process.execPath,
  [compiler, '-b', '--builders', `${builders}`, '--checkers', `${checkers}`, ...process.argv.slice(2)],
  { cwd: root, env: { ...collectSeldom, ...process.env }, stdio: 'inherit' },
)
process.exitCode = status ?? 1
