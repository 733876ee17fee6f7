import type { BrowserSession } from '@framewright/contracts/core/context'
import { createAuthenticator } from '../auth/authenticate.ts'
import { hashPassword, withHashing } from '../auth/passwords.ts'
import type { Api, Shop } from './shop.ts'

/** The password of everybody made here. */
export const goodPassword = 'correct horse battery'

let passwordHash: Promise<string> | undefined

/** A new person of that role who can sign in with `goodPassword`. */
export async function signUp(shop: Shop, roleCode: string): Promise<{ userId: number; username: string }> {
  const { userId, username } = await shop.person(roleCode)
  passwordHash ??= withHashing(() => hashPassword(goodPassword))
  await shop.deps.prisma.user.update({ where: { id: userId }, data: { passwordHash: await passwordHash } })
  return { userId, username }
}

/** The API as an access token opens it: whoever the authenticator says, asked anew for every use. */
export async function byToken(shop: Shop, accessToken: string): Promise<Api> {
  return shop.as(await createAuthenticator(shop.deps).byToken(accessToken))
}

/** The cookies of one browser. */
export interface Jar extends BrowserSession {
  accessToken: string | undefined
  refreshToken: string | undefined
}

export function cookieJar(): Jar {
  return {
    accessToken: undefined,
    refreshToken: undefined,
    set(tokens) {
      this.accessToken = tokens.accessToken
      this.refreshToken = tokens.refreshToken
    },
    clear() {
      this.accessToken = undefined
      this.refreshToken = undefined
    },
  }
}
