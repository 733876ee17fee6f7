import { z } from 'zod'
import type { BrowserSession, Context } from '../core/context.ts'
import { command, publicCommand, query, router } from '../core/procedure.ts'
import { DomainError } from '../errors.ts'
import {
  ChangePasswordInput,
  DeviceSession,
  Done,
  EndSessionInput,
  LoginInput,
  LoginOutput,
  LogoutInput,
  Me,
  RefreshInput,
  RegisterInput,
  SignedIn,
  Tokens,
  UpdateMeInput,
  Verified,
} from './auth.schema.ts'

function browserOf(ctx: Context): BrowserSession {
  if (ctx.browser) return ctx.browser
  throw new DomainError('INVALID_INPUT', 'This call is for browsers; use auth.login or auth.refresh.', { fields: [] })
}

export const authRouter = router({
  login: publicCommand({ summary: 'Sign in and receive tokens', rest: 'POST /auth/login', status: 200 })
    .input(LoginInput)
    .output(LoginOutput)
    .mutation(({ ctx, input }) => ctx.services.auth.login(ctx.call, input)),
  signIn: publicCommand({ summary: 'Sign in from a browser; tokens go into httpOnly cookies' })
    .input(LoginInput)
    .output(SignedIn)
    .mutation(({ ctx, input }) => ctx.services.auth.signIn(ctx.call, input, browserOf(ctx))),
  refresh: publicCommand({ summary: 'Spend a refresh token for a new pair', rest: 'POST /auth/refresh', status: 200 })
    .input(RefreshInput)
    .output(Tokens)
    .mutation(({ ctx, input }) => ctx.services.auth.refresh(ctx.call, input)),
  renew: publicCommand({ summary: 'The same for a browser, with its cookie' })
    .output(SignedIn)
    .mutation(({ ctx }) => ctx.services.auth.renew(ctx.call, browserOf(ctx))),
  logout: publicCommand({ summary: 'End the session at once', rest: 'POST /auth/logout', status: 200 })
    .input(LogoutInput)
    .output(Done)
    .mutation(({ ctx, input }) => ctx.services.auth.logout(ctx.call, input, ctx.browser)),
  register: publicCommand({
    summary: 'Register oneself; an administrator assigns the role',
    rest: 'POST /auth/register',
    status: 201,
  })
    .input(RegisterInput)
    .output(Me)
    .mutation(({ ctx, input }) => ctx.services.auth.register(ctx.call, input)),
  verify: query({
    permission: 'signedIn',
    summary: 'Whether the access token is good, and for what',
    rest: 'GET /auth/verify',
  })
    .output(Verified)
    .query(({ ctx }) => ctx.services.auth.verify(ctx.call)),
  me: query({ permission: 'signedIn', summary: 'The signed-in person', rest: 'GET /users/me' })
    .output(Me)
    .query(({ ctx }) => ctx.services.auth.me(ctx.call)),
  updateMe: command({ permission: 'signedIn', summary: 'Change one’s own name and e-mail', rest: 'PATCH /users/me' })
    .input(UpdateMeInput)
    .output(Me)
    .mutation(({ ctx, input }) => ctx.services.auth.updateMe(ctx.call, input)),
  changePassword: command({
    permission: 'signedIn',
    summary: 'Change one’s own password',
    rest: 'POST /users/me/password',
    status: 200,
  })
    .input(ChangePasswordInput)
    .output(Done)
    .mutation(({ ctx, input }) => ctx.services.auth.changePassword(ctx.call, input)),
  sessions: query({
    permission: 'signedIn',
    summary: 'The devices one is signed in on',
    rest: 'GET /users/me/sessions',
  })
    .output(z.object({ items: z.array(DeviceSession) }))
    .query(({ ctx }) => ctx.services.auth.sessions(ctx.call)),
  endSession: command({
    permission: 'signedIn',
    summary: 'Sign out one of one’s own devices',
    rest: 'DELETE /users/me/sessions/{id}',
    status: 200,
  })
    .input(EndSessionInput)
    .output(Done)
    .mutation(({ ctx, input }) => ctx.services.auth.endSession(ctx.call, input)),
  endOtherSessions: command({
    permission: 'signedIn',
    summary: 'Sign out all of one’s own devices but this one',
    rest: 'DELETE /users/me/sessions',
    status: 200,
  })
    .output(Done)
    .mutation(({ ctx }) => ctx.services.auth.endOtherSessions(ctx.call)),
})
