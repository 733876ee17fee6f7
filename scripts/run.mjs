// Runs other programs so that none of them outlives the launcher, however that ends.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** The root of the checkout. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

const watcher = pathToFileURL(join(root, 'scripts', 'end-with-launcher.mjs')).href
const children = new Set()

/** The signal that asked us to end, if one has. */
let asked = null

/**
 * Passes signals on to whatever runs at the moment. Everything runs in a process group of its own, so that an interrupt
 * from the terminal arrives once, through here, and each program can end in its own order.
 */
export function forwardSignals() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(signal))
  // npm passes a request to end to the shell it started us with, which ends without a word to us; killed, it says nothing.
  const before = ancestors()
  const left = () => asked === null && ancestors() !== before
  if (process.env.npm_lifecycle_event) setInterval(() => left() && end('SIGTERM'), 250).unref()
}

/** Names npm and the shell between it and us, where the system shows it; only the nearer of the two elsewhere. */
function ancestors() {
  const parent = process.ppid
  try {
    const between = readFileSync(`/proc/${parent}/cmdline`, 'utf8').includes('launch.mjs')
    const stat = readFileSync(`/proc/${parent}/stat`, 'utf8')
    return between ? `${parent} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]}` : `${parent}`
  } catch {
    return `${parent}`
  }
}

function end(signal) {
  // The same request may arrive from the terminal and from npm: once is enough.
  if (asked !== null && Date.now() - asked.at < 500) return
  asked = { signal, at: Date.now() }
  for (const child of children) send(child, signal)
  if (children.size === 0) process.exit(exitCode(null, signal))
}

/**
 * Runs a program to its end.
 *
 * @returns {Promise<number>} its exit code; 128 + n where signal n ended it, as a shell reports it.
 */
export function run(command, args, options = {}) {
  return start(command, args, options).done
}

/**
 * Starts a program; `done` is its exit code, `end` asks it to end. `quiet` shows its output only if it fails; `group` ends
 * its children with it; `watched` (of a Node program) ends it when the launcher is killed; `last` keeps signals from it:
 * the caller ends it when the others have gone.
 */
export function start(command, args, options = {}) {
  const { env, cwd = root, quiet = false, group = false, watched = false, last = false } = options
  if (asked !== null) return { done: Promise.resolve(exitCode(null, asked.signal)), end: () => {} }
  const output = quiet ? 'pipe' : 'inherit'
  const child = spawn(command, watched ? ['--import', watcher, ...args] : args, {
    cwd,
    env: env ?? process.env,
    stdio: watched ? ['ignore', output, output, 'ipc'] : ['ignore', output, output],
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
  child.group = group
  if (!last) children.add(child)
  const written = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => written.push(chunk))
  const done = new Promise((resolve, reject) => {
    child.once('error', (error) => {
      children.delete(child)
      reject(error)
    })
    child.once('close', (code, signal) => {
      children.delete(child)
      if (quiet && code !== 0) process.stderr.write(Buffer.concat(written))
      resolve(exitCode(code, signal))
    })
  })
  return { done, end: () => send(child, 'SIGTERM') }
}

/** A program that did not succeed; it has said why itself. */
export class Failure extends Error {
  constructor(code) {
    super(`A program ended with ${code}`)
    this.code = code
  }
}

/** @throws {Failure} when what ran did not succeed, or when somebody asked us to end meanwhile. */
export function must(code) {
  if (asked !== null) throw new Failure(exitCode(null, asked.signal))
  if (code !== 0) throw new Failure(code)
}

/** Whether somebody has asked the launcher to end. */
export const ending = () => asked !== null

function send(child, signal) {
  try {
    if (child.group && process.platform !== 'win32') process.kill(-child.pid, signal)
    else child.kill(signal)
  } catch {
    // It has ended in between.
  }
}

function exitCode(code, signal) {
  if (code !== null) return code
  return 128 + ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal] ?? 0)
}
