import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** An account of the operating system. */
export interface SystemUser {
  uid: number
  gid: number
}

/**
 * The account PostgreSQL is to run under: `null` for the caller's own. PostgreSQL refuses to run as root, so there it
 * gets one without privileges: `framewright` or `postgres` where one exists, else a new system account `framewright`.
 *
 * @throws when running as root on a machine where no such account exists or can be made.
 */
export async function engineUser(): Promise<SystemUser | null> {
  if (process.getuid?.() !== 0) return null
  const existing = (await lookUp('framewright')) ?? (await lookUp('postgres'))
  if (existing) return existing
  const attempts: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'framewright']],
    ['adduser', ['-S', '-D', '-H', '-s', '/bin/false', 'framewright']],
  ]
  for (const [command, args] of attempts) {
    // It may fail because another process is making the same account at this moment: only the outcome counts.
    await run(command, args).catch(() => undefined)
    const made = await lookUp('framewright')
    if (made) return made
  }
  const fallback = await lookUp('nobody')
  if (fallback) return fallback
  throw new Error(
    'PostgreSQL refuses to run as root, and no account without privileges could be made for it. ' +
      'Start Framewright as an ordinary user, or name a server with DATABASE_URL.',
  )
}

async function lookUp(name: string): Promise<SystemUser | null> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '')
  const entry = passwd.split('\n').find((line) => line.startsWith(`${name}:`))
  if (entry) {
    const [, , uid, gid] = entry.split(':')
    return { uid: Number(uid), gid: Number(gid) }
  }
  // Accounts from a directory service, and those of macOS, are not in the file.
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return null
  }
}
