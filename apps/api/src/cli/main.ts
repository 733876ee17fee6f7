import { keepCompiled } from '../compile-cache.ts'
import { type Command, type ExitCode, UsageError } from './usage.ts'

/** The commands, loaded when they are called. One line each. */
const commands: Record<string, { summary: string; load: () => Promise<Command> }> = {
  backup: {
    summary: 'Write the whole database into one file, while everybody works',
    load: () => import('./backup.ts'),
  },
  check: { summary: 'Check what must always hold in the database', load: () => import('./check.ts') },
  import: {
    summary: 'Import CSV files: suppliers, items, stock, purchase and work orders',
    load: () => import('./import.ts'),
  },
  'move-database': {
    summary: 'Copy everything to another database, say from the embedded one to a server',
    load: () => import('./move-database.ts'),
  },
  restore: { summary: 'Restore a backup into an empty database, or test one', load: () => import('./restore.ts') },
  user: { summary: 'Create and list users, set passwords', load: () => import('./user.ts') },
}

const usage = [
  'Usage: pnpm cli <command> …',
  '',
  ...Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(14)} ${summary}`),
  '',
  'pnpm cli <command> --help tells more.',
].join('\n')

async function main([name, ...args]: string[]): Promise<ExitCode> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    console.log(usage)
    return name === undefined ? 2 : 0
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  try {
    if (command === undefined) throw new UsageError(`There is no command ${name}.`, usage)
    const { run } = await command.load()
    return (await run(args, process.env)) ?? 0
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\n\n${error.usage}`)
      return 2
    }
    console.error(process.env.DEBUG || !(error instanceof Error) ? error : error.message)
    return 1
  }
}

keepCompiled()
// The code is set rather than exited with, so that what is still being written to a pipe arrives.
process.exitCode = await main(process.argv.slice(2))
