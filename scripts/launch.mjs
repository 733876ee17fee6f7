#!/usr/bin/env node
// `npm start`, `npm test` and `npm run dev`, from any Node from 20.19 on, with nothing installed beforehand.
import { compiled } from './cache.mjs'
import { dev } from './dev.mjs'
import { Failure, forwardSignals, run } from './run.mjs'
import { test } from './test.mjs'
import { buildWeb, findToolchain, generateClients, installPackages } from './toolchain.mjs'

async function start(tools) {
  await buildWeb(tools)
  return await run(tools.node, ['apps/api/src/main.ts'], {
    // The cache is there before the first line then: nothing is left to compile, and what compiles is not loaded.
    env: { NODE_COMPILE_CACHE: compiled, ...tools.env, NODE_ENV: process.env.NODE_ENV ?? 'production' },
    watched: true,
  })
}

const commands = { start, test, dev }
const name = process.argv[2] ?? ''
const command = Object.hasOwn(commands, name) ? commands[name] : null
if (!command) {
  console.error(`Usage: node scripts/launch.mjs ${Object.keys(commands).join('|')}`)
  process.exit(2)
}

forwardSignals()
try {
  const tools = findToolchain()
  await installPackages(tools)
  await generateClients(tools)
  process.exitCode = await command(tools)
} catch (error) {
  if (!(error instanceof Failure)) console.error(error instanceof Error && !process.env.DEBUG ? error.message : error)
  // What could not even be prepared is one failure; whoever reads the last line finds it there.
  if (name === 'test') console.log('\n0 passed, 1 failed')
  process.exitCode = error instanceof Failure ? error.code : 1
}
