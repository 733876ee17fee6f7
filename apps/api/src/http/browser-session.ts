import type { BrowserSession } from '@framewright/contracts/core/context'
import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * The access token goes with every call, the refresh token only to the procedures that spend it. Over HTTPS the names
 * begin with `__Host-`, by which a browser takes them from this very host only, over HTTPS only; such a cookie goes to every
 * path.
 */
export const cookiesOf = (secure: boolean) =>
  secure
    ? ({ access: { name: '__Host-fw_access', path: '/' }, refresh: { name: '__Host-fw_refresh', path: '/' } } as const)
    : ({ access: { name: 'fw_access', path: '/api' }, refresh: { name: 'fw_refresh', path: '/api/trpc' } } as const)

/** The session of a browser: tokens in cookies that no script can read and no other site can send. */
export function browserSession(request: FastifyRequest, reply: FastifyReply, secure: boolean): BrowserSession {
  const cookies = cookiesOf(secure)
  const shared = { httpOnly: true, sameSite: 'strict', secure } as const
  return {
    refreshToken: request.cookies[cookies.refresh.name],
    set({ accessToken, refreshToken, refreshExpiresAt }) {
      // Both last as long as the session may: what is inside the access token ends its life, not its cookie.
      const expires = new Date(refreshExpiresAt)
      reply.setCookie(cookies.access.name, accessToken, { ...shared, path: cookies.access.path, expires })
      reply.setCookie(cookies.refresh.name, refreshToken, { ...shared, path: cookies.refresh.path, expires })
    },
    clear() {
      for (const { name, path } of Object.values(cookies)) reply.clearCookie(name, { ...shared, path })
    },
  }
}
