import { setTimeout as sleep } from 'node:timers/promises'
import { type DestinationStream, pino } from 'pino'
import { writeCompiled } from './compile-cache.ts'
import { type Config, readConfig } from './config.ts'
import { openServer, type Server } from './server.ts'

/** What waited for the start is answered first. */
const afterMs = 1_000

/** Longest wait for requests under way once no more are taken. */
const endMs = 10_000

const config = configOrExit()
const logger = pino(
  {
    level: config.logLevel,
    // Nothing logs these on purpose; this is for whoever logs a whole request one day.
    redact: ['*.password', '*.authorization', '*.cookie', '*.accessToken', '*.refreshToken', '*["x-api-key"]'],
  },
  // Written at once: the last lines before an end are the ones that matter.
  pino.destination({ sync: true }) as DestinationStream,
)

let server: Server | undefined
let ending: Promise<void> | undefined

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (ending !== undefined) process.exit(1)
    logger.info({ signal }, 'Ending; a second signal ends at once')
    ending = end(0)
  })
}

try {
  server = await openServer(config, logger)
  if (ending === undefined) {
    await server.app.listen({ port: config.port, host: config.host })
    announce(server)
    setTimeout(afterwards, afterMs, server).unref()
  } else await server.close()
} catch (error) {
  console.error(sentenceFor(error))
  logger.debug({ err: error }, 'Could not start')
  await end(1)
}

async function afterwards(started: Server): Promise<void> {
  try {
    await started.warm()
  } catch (error) {
    logger.debug({ err: error }, 'Commands are made ready by the first of them')
  }
  writeCompiled()
}

function configOrExit(): Config {
  try {
    return readConfig()
  } catch (error) {
    console.error((error as Error).message)
    process.exit(1)
  }
}

async function end(code: number): Promise<void> {
  const drainMs = code === 0 && server !== undefined ? config.drainSeconds * 1000 : 0
  setTimeout(() => process.exit(1), drainMs + endMs).unref()
  server?.drain()
  await sleep(drainMs)
  try {
    await server?.close()
  } catch (error) {
    logger.error({ err: error }, 'Could not end in order')
    process.exit(1)
  }
  // While starting, the steps under way end by themselves and see that they are not wanted any more.
  if (server !== undefined || code !== 0) process.exit(code)
}

function announce({ app, firstAdmin }: Server): void {
  const address = app.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : config.port
  const host = ['127.0.0.1', '::1', '0.0.0.0', '::'].includes(config.host) ? 'localhost' : config.host
  const lines = [`Framewright is ready:  http://${host}:${port}`]
  if (firstAdmin?.password) {
    lines.push('', 'The first administrator, shown this once only:')
    lines.push(`  username  ${firstAdmin.username}`, `  password  ${firstAdmin.password}`)
  } else if (firstAdmin) {
    lines.push('', `The first administrator is ${firstAdmin.username}, with the password from the configuration.`)
  }
  process.send?.('ready')
  console.log(`\n${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}\n`)
}

function sentenceFor(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE')
    return `Port ${config.port} is taken by another program. End that one, or set PORT to another.`
  if (code === 'EACCES') return `This account may not listen on port ${config.port}. Set PORT to one above 1023.`
  return `Framewright could not start: ${message}`
}
