import { Username } from '@framewright/contracts/auth/auth.schema'
import type { Deps } from '../core/deps.ts'
import { lockSuperadmins } from '../user/superadmins.ts'
import { insertUser } from '../user/user.writes.ts'
import { hashPassword, withHashing } from './passwords.ts'
import { temporaryPassword } from './temporary-password.ts'

/**
 * Makes the first SUPERADMIN where there is no user at all; the roles must be there. Of several processes that start at
 * once, one does.
 * @returns who was made, with the password where it was made up here: show it once, it is stored nowhere. Null when
 * there are users already.
 */
export async function ensureFirstAdmin(
  deps: Pick<Deps, 'primary' | 'commands' | 'clock' | 'config'>,
): Promise<{ username: string; password: string | null } | null> {
  const { primary, commands, clock, config } = deps
  if (await primary.selectFrom('app_user').select('id').limit(1).executeTakeFirst()) return null

  const { email, username } = nameOf(config.admin.email)
  const password = config.admin.password ?? temporaryPassword()
  const passwordHash = await withHashing(() => hashPassword(password))
  const made = await commands.run(
    { caller: null, requestId: 'first-start', procedure: 'firstStart' },
    {},
    async (tx, emit) => {
      const roleId = await lockSuperadmins(tx)
      if (await tx.user.findFirst({ select: { id: true } })) return false
      const person = { username, email, passwordHash, firstName: '', lastName: '', dateJoined: clock.now() }
      await insertUser(tx, emit, { ...person, roleId, roleAssigned: true })
      return true
    },
    async (done) => done,
  )
  return made ? { username, password: config.admin.password === undefined ? password : null } : null
}

/** `.invalid` is reserved: no mail for it ever reaches anybody. */
const nobodysAddress = `admin@framewright.invalid`

function nameOf(email: string | undefined): { username: string; email: string } {
  if (email === undefined) return { username: 'admin', email: nobodysAddress }
  const candidates = [email.split('@')[0], email]
  const username = candidates.map((name) => Username.safeParse(name).data).find((name) => name !== undefined)
  return { username: username ?? 'admin', email }
}
