import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { repository } from './server.ts'

const run = promisify(execFile)

/** The processes a process has started, found in /proc (Linux) or by `ps`. */
export async function childrenOf(pid: number): Promise<number[]> {
  const { stdout } = await run('ps', ['-e', '-o', 'pid=,ppid=']).catch(() => ({ stdout: fromProc() }))
  return stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid)
    .map(([child]) => child ?? 0)
}

function fromProc(): string {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      try {
        // The name in parentheses may hold spaces: the parent is the second field behind it.
        return `${name} ${readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] ?? 0}`
      } catch {
        return ''
      }
    })
    .join('\n')
}

export const killNow = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // Gone already.
  }
}

/** Runs `pnpm cli …` on a home folder and gives what it printed and its exit code. */
export const cli = (home: string, args: string[]) => cliWith({ FRAMEWRIGHT_HOME: home }, args)

/** The same on a server. */
export const cliAt = (databaseUrl: string, args: string[]) => cliWith({ DATABASE_URL: databaseUrl }, args)

async function cliWith(where: NodeJS.ProcessEnv, args: string[]): Promise<{ code: number; output: string }> {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, FRAMEWRIGHT_LOG_LEVEL: 'warn', ...where }
  try {
    const { stdout, stderr } = await run(process.execPath, ['apps/api/src/cli/main.ts', ...args], {
      cwd: repository,
      env,
    })
    return { code: 0, output: stdout + stderr }
  } catch (error) {
    const failed = error as { code: number; stdout: string; stderr: string }
    return { code: failed.code, output: `${failed.stdout}${failed.stderr}` }
  }
}
