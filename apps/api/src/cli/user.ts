import { parseArgs } from 'node:util'
import { Email, Password, Username } from '@framewright/contracts/auth/auth.schema'
import { requiredText, text } from '@framewright/contracts/core/primitives'
import { z } from 'zod'
import { type PasswordOwner, requireGuessless } from '../auth/password-rules.ts'
import { hashPassword, withHashing } from '../auth/passwords.ts'
import { revokeSessions } from '../auth/sessions.ts'
import type { Deps } from '../core/deps.ts'
import { insertUser } from '../user/user.writes.ts'
import { withDeps } from './open.ts'
import { askPassword } from './password-prompt.ts'
import { type ExitCode, UsageError } from './usage.ts'

const usage = `Usage: pnpm cli user <what> …

  create <username> --email <address> --role <code> [--first-name <name>] [--last-name <name>]
  set-password <username or e-mail>      ends the person's sessions
  list [--json]

The password is asked for, or read from standard input: echo … | pnpm cli user create …
  --password <password>   gives it right here, where others on this machine may see it
  --help, -h              shows this`

/** There is no caller: whoever may run this holds the database anyway. The event log names nobody. */
const call = { caller: null, requestId: 'cli', procedure: 'cli.user' }

/** `pnpm cli user`: makes people and sets passwords without signing in, say when nobody can any more. */
export async function run(args: string[], env: NodeJS.ProcessEnv): Promise<ExitCode> {
  const { values, positionals } = parse(args)
  const [what, name, ...rest] = positionals
  if (values.help) {
    console.log(usage)
    return 0
  }
  if (rest.length > 0) throw new UsageError(`There is one word too many: ${rest[0]}`, usage)
  switch (what) {
    case 'create':
      return create(env, { ...values, username: name } as Given)
    case 'set-password':
      return setPassword(env, name, values.password)
    case 'list':
      return withDeps(env, (deps) => list(deps, values.json ?? false))
    default:
      throw new UsageError(what === undefined ? 'Say what to do.' : `There is no “user ${what}”.`, usage)
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        email: { type: 'string' },
        role: { type: 'string' },
        'first-name': { type: 'string' },
        'last-name': { type: 'string' },
        password: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    throw new UsageError((error as Error).message, usage)
  }
}

const NewPerson = z.object({
  username: Username,
  email: Email,
  role: requiredText(40).transform((code) => code.toUpperCase()),
  'first-name': text(80).default(''),
  'last-name': text(80).default(''),
})

type Given = Partial<Record<keyof z.input<typeof NewPerson> | 'password', string | undefined>>

async function create(env: NodeJS.ProcessEnv, given: Given): Promise<ExitCode> {
  const person = check(NewPerson, given)
  const passwordHash = await newPasswordHash(given.password, { username: person.username, email: person.email })
  return withDeps<ExitCode>(env, async ({ prisma, commands, clock }) => {
    const role = await prisma.role.findUnique({ where: { code: person.role } })
    if (role === null) {
      const codes = (await prisma.role.findMany({ select: { code: true }, orderBy: { id: 'asc' } })).map((r) => r.code)
      throw new Error(`There is no role ${person.role}. There are: ${codes.join(', ')}.`)
    }
    const { id } = await commands.run(
      call,
      {},
      (tx, emit) =>
        insertUser(tx, emit, {
          username: person.username,
          email: person.email,
          passwordHash,
          firstName: person['first-name'],
          lastName: person['last-name'],
          roleId: role.id,
          roleAssigned: true,
          dateJoined: clock.now(),
        }),
      async (made) => made,
    )
    console.log(`Created ${person.username} (${role.code}), number ${id}.`)
    return 0
  })
}

async function setPassword(
  env: NodeJS.ProcessEnv,
  login: string | undefined,
  password: string | undefined,
): Promise<ExitCode> {
  if (login === undefined) throw new UsageError('Say whose password.', usage)
  const passwordHash = await newPasswordHash(password, { username: login, email: login })
  return withDeps<ExitCode>(env, async ({ commands, clock }) => {
    const username = await commands.run(
      call,
      {},
      async (tx, emit) => {
        const [user] = await tx.$queryRaw<{ id: number; username: string }[]>`
          SELECT id, username FROM app_user
          WHERE lower(username) = lower(${login}) OR lower(email) = lower(${login}) FOR NO KEY UPDATE`
        if (user === undefined) throw new Error(`There is no user ${login}.`)
        await tx.user.update({ where: { id: user.id }, data: { passwordHash } })
        await revokeSessions(tx, { userId: user.id }, 'passwordChanged', clock.now())
        emit({ entity: 'user', id: user.id, ownerId: user.id, what: 'passwordSet' })
        return user.username
      },
      async (name) => name,
    )
    console.log(`The password of ${username} is set, and their sessions have ended.`)
    return 0
  })
}

async function list({ prisma }: Deps, json: boolean): Promise<ExitCode> {
  const people = await prisma.user.findMany({ orderBy: { id: 'asc' }, include: { role: { select: { code: true } } } })
  const rows = people.map(({ id, username, email, role, active, lastLogin }) => ({
    id,
    username,
    email,
    role: role.code,
    active,
    lastLogin: lastLogin?.toISOString() ?? null,
  }))
  if (json) console.log(JSON.stringify(rows, null, 2))
  else {
    const widest = Math.max(8, ...rows.map((row) => row.username.length))
    for (const row of rows) {
      const state = row.active ? (row.lastLogin ?? 'never signed in') : 'inactive'
      console.log(`${String(row.id).padStart(6)}  ${row.username.padEnd(widest)}  ${row.role.padEnd(16)} ${state}`)
    }
  }
  return 0
}

async function newPasswordHash(given: string | undefined, owner: PasswordOwner): Promise<string> {
  const password = check(z.object({ password: Password }), { password: given ?? (await askPassword()) }).password
  await requireGuessless(password, owner, 'password')
  return withHashing(() => hashPassword(password))
}

function check<T>(schema: z.core.$ZodType<T>, given: unknown): T {
  const parsed = z.safeParse(schema, given, {
    error: (issue) => (issue.input === undefined ? 'This is missing' : undefined),
  })
  if (parsed.success) return parsed.data
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new UsageError(wrong.join('\n'), usage)
}
