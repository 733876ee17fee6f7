import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from '../paths.ts'

/**
 * Runs a command line, with the project's `.env` read as the server does. A failure prints its sentence, not a stack (set
 * `DEBUG` for that), and exits with 1.
 */
export async function runCli(main: () => Promise<void>): Promise<void> {
  const file = join(repositoryRoot, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
  try {
    await main()
  } catch (error) {
    const shown = process.env.DEBUG || !(error instanceof Error) ? error : error.message
    console.error(shown)
    process.exitCode = 1
  }
}
