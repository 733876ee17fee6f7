import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * A process that is running now: its id, when it began and its command line. The beginning tells it from a later
 * process that was given the same id, which is common in containers and after a reboot.
 */
export interface RunningProcess {
  pid: number
  started: string
  command: string
}

/** The running process with that id, or `null` when there is none. A zombie, waiting only to be reaped, is none. */
export async function findProcess(pid: number): Promise<RunningProcess | null> {
  if (!Number.isSafeInteger(pid) || pid <= 0 || !exists(pid)) return null
  if (process.platform === 'linux') return await findInProc(pid)
  if (process.platform === 'win32') return { pid, started: '', command: '' }
  try {
    const { stdout } = await run('ps', ['-o', 'stat=,lstart=,args=', '-p', String(pid)])
    const line = stdout.trim()
    if (line === '' || line.startsWith('Z')) return null
    const [, , ...rest] = line.split(/\s+/)
    return { pid, started: rest.slice(0, 4).join(' '), command: rest.slice(4).join(' ') }
  } catch {
    return null
  }
}

async function findInProc(pid: number): Promise<RunningProcess | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    // The name, second, stands in parentheses and may hold anything, also spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return null
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    return { pid, started: fields[19] ?? '', command: command.replaceAll('\0', ' ') }
  } catch {
    return null
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Not allowed to signal it is a sign of life too.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A text that names this very process and no other, to be written into a file and given to `isAlive` later. */
export async function identify(pid: number): Promise<string> {
  const found = await findProcess(pid)
  return `${pid} ${found?.started ?? ''}`
}

/** Whether the process that `identify` named is still running. */
export async function isAlive(identity: string): Promise<boolean> {
  const [pid = '', ...started] = identity.trim().split(' ')
  const found = await findProcess(Number(pid))
  return found !== null && found.started === started.join(' ')
}
