import type { LoginInput } from '@framewright/contracts/auth/auth.schema'
import type { AuthService } from '@framewright/contracts/auth/auth.service'
import type { AnonymousCall } from '@framewright/contracts/core/context'
import { DomainError } from '@framewright/contracts/errors'
import type { PrismaClient } from '@framewright/db/client'
import type { Deps } from '../core/deps.ts'
import { type Access, readAccess } from './access.ts'
import { accessTokenSeconds } from './lifetimes.ts'
import { hashPassword, isOutdated, verifyPassword, withHashing } from './passwords.ts'
import { type OpenSession, sessions } from './sessions.ts'
import { throttle } from './throttle.ts'
import { accessTokens } from './tokens.ts'

const expiresIn = accessTokenSeconds

/** Signing in with a password. */
export function signingIn(deps: Deps): Pick<AuthService, 'login' | 'signIn'> {
  const { prisma } = deps
  const tokens = accessTokens(deps)
  const open = sessions(deps)
  const limits = throttle(deps)

  async function enter(
    call: AnonymousCall,
    { username, password }: LoginInput,
  ): Promise<{ session: OpenSession; access: Access }> {
    // The throttle is asked where only a few at a time may hash: a burst gets no further guesses past it than that.
    const person = await withHashing(async () => {
      await limits.requireSignIn(username, call.address)
      const found = await findByLogin(prisma, username)
      // Inactive people take the path of unknown ones: the same work, the same answer.
      if (!(await verifyPassword(found?.active ? found.password_hash : undefined, password)) || found === undefined) {
        await limits.signInFailed(username, call.address)
        throw refused()
      }
      return { id: found.id, passwordHash: await upToDate(found.id, found.password_hash, password) }
    })
    const session = await open.open(call, person.id, person.passwordHash)
    const access = session && (await readAccess(deps, person.id))
    if (!session || !access) throw refused()
    await limits.signInSucceeded(username, call.address)
    return { session, access }
  }

  /** Hashes anew what was hashed with weaker parameters, while the password is at hand. */
  async function upToDate(id: number, passwordHash: string, password: string): Promise<string> {
    if (!isOutdated(passwordHash)) return passwordHash
    const stronger = await hashPassword(password)
    const { count } = await prisma.user.updateMany({ where: { id, passwordHash }, data: { passwordHash: stronger } })
    return count === 1 ? stronger : passwordHash
  }

  return {
    async login(call, input) {
      const { session, access } = await enter(call, input)
      const accessToken = await tokens.sign(session.userId, session.sessionId)
      return { accessToken, refreshToken: session.refreshToken, expiresIn, ...access }
    },

    async signIn(call, input, browser) {
      const { session, access } = await enter(call, input)
      // The cookie is about to be overwritten: nobody could end the session it belongs to any more.
      if (browser.refreshToken !== undefined) await open.revokeByToken(browser.refreshToken, 'replaced')
      const accessToken = await tokens.sign(session.userId, session.sessionId)
      const { refreshToken, refreshExpiresAt } = session
      browser.set({ accessToken, refreshToken, refreshExpiresAt: refreshExpiresAt.toISOString() })
      return { expiresIn, ...access }
    },
  }
}

/** One answer for an unknown user, a wrong password and a deactivated account. */
const refused = () => new DomainError('UNAUTHENTICATED', 'The username or the password is wrong.', {})

interface LoginRow {
  id: number
  password_hash: string
  active: boolean
}

/** A username that holds an @ is its owner's address, so what is typed needs looking up in one of the two only. */
async function findByLogin(prisma: PrismaClient, login: string): Promise<LoginRow | undefined> {
  // PostgreSQL cannot hold NUL, so nobody is called that.
  if (login.includes('\0')) return undefined
  const [row] = login.includes('@')
    ? await prisma.$queryRaw<LoginRow[]>`
        SELECT id, password_hash, active FROM app_user WHERE lower(email) = lower(${login})`
    : await prisma.$queryRaw<LoginRow[]>`
        SELECT id, password_hash, active FROM app_user WHERE lower(username) = lower(${login})`
  return row
}
