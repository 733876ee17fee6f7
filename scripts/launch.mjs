#!/usr/bin/env node
// `npm start`, `npm test` and `npm run dev`, from any Node from 20.19 on, with nothing installed beforehand.
import { dev } from './dev.mjs'
import { forwardSignals, run } from './run.mjs'
import { test } from './test.mjs'
import { buildWeb, findToolchain, generateClients, installPackages } from './toolchain.mjs'

async function start(tools) {
  await buildWeb(tools)
  return await run(tools.node, ['apps/api/src/main.ts'], {
    env: { ...tools.env, NODE_ENV: process.env.NODE_ENV ?? 'production' },
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
  console.error(error instanceof Error && !process.env.DEBUG ? error.message : error)
  process.exitCode = 1
}
