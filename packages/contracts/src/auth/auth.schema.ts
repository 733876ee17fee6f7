import { z } from 'zod'
import { Id, Instant, Ref, requiredText, text } from '../core/primitives.ts'
import { Permission } from '../permissions.ts'

/** OWASP: length decides; no composition rules. 128 bounds the hashing work. */
export const Password = z
  .string()
  .min(10, { message: 'A password needs at least 10 characters' })
  .max(128, { message: 'A password may have at most 128 characters' })

export const Username = z
  .string()
  .trim()
  .min(2, { message: 'A username needs at least 2 characters' })
  .max(254)
  .regex(/^[\p{L}\p{N}._+@-]+$/u, { message: 'A username may hold letters, digits and . _ + - @' })
export const Email = z.email({ message: 'This is not an e-mail address' }).max(254)

/** One entry of the navigation, in order. `path` is the dashboard's route. */
export const MenuEntry = z.object({
  key: z.string(),
  label: z.string(),
  icon: z.string(),
  path: z.string(),
  group: z.string(),
})
export type MenuEntry = z.infer<typeof MenuEntry>

/** The signed-in person as they see themselves. */
export const Me = z.object({
  id: Id,
  username: z.string(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  role: z.object({ id: Id, code: z.string(), name: z.string() }),
  roleAssigned: z.boolean(),
  department: Ref.nullable(),
  jobTitle: Ref.nullable(),
  /** The picture: GET /users/{id}/avatar; another picture has another hash. */
  avatar: z.string().nullable(),
  /** While true, the password was given by somebody else, and nothing is allowed but to change it. */
  mustChangePassword: z.boolean(),
  dateJoined: Instant,
  lastLogin: Instant.nullable(),
})
export type Me = z.infer<typeof Me>

/** What a person may do, sent along with every sign-in. */
const Access = {
  user: Me,
  permissions: z.array(Permission),
  menus: z.array(MenuEntry),
  /** The last event of the shop known then: `live.events` from here on tells of all that a later answer may lack. */
  eventId: z.string(),
}

export const LoginInput = z.object({
  /** A username or an e-mail address, regardless of case. */
  username: z.string().trim().min(1, { message: 'Required' }).max(254),
  password: z.string().min(1, { message: 'Required' }).max(1000),
})
export type LoginInput = z.infer<typeof LoginInput>

/** Tokens for a client that keeps them itself. `expiresIn`: seconds the access token lives. */
export const Tokens = z.object({ accessToken: z.string(), refreshToken: z.string(), expiresIn: z.int() })
export type Tokens = z.infer<typeof Tokens>

export const LoginOutput = Tokens.extend(Access)
export type LoginOutput = z.infer<typeof LoginOutput>

/** The answer to a browser, whose tokens travel in httpOnly cookies. */
export const SignedIn = z.object({ expiresIn: z.int(), ...Access })
export type SignedIn = z.infer<typeof SignedIn>

export const RefreshInput = z.object({ refreshToken: z.string().min(1).max(500) })
export type RefreshInput = z.infer<typeof RefreshInput>

export const LogoutInput = z.object({ refreshToken: z.string().max(500).optional() }).default({})
export type LogoutInput = z.infer<typeof LogoutInput>

export const RegisterInput = z.object({
  username: Username,
  email: Email,
  password: Password,
  firstName: text(80).optional(),
  lastName: text(80).optional(),
})
export type RegisterInput = z.infer<typeof RegisterInput>

/** The caller's access token is good; until when, and what it allows. */
export const Verified = z.object({ valid: z.literal(true), expiresAt: Instant.nullable(), ...Access })
export type Verified = z.infer<typeof Verified>

export const UpdateMeInput = z.object({
  email: Email.optional(),
  firstName: text(80).optional(),
  lastName: text(80).optional(),
})
export type UpdateMeInput = z.infer<typeof UpdateMeInput>

export const ChangePasswordInput = z.object({ currentPassword: requiredText(1000), newPassword: Password })
export type ChangePasswordInput = z.infer<typeof ChangePasswordInput>

/** A device somebody is signed in on. */
export const DeviceSession = z.object({
  id: z.uuid(),
  /** The one that asks. */
  current: z.boolean(),
  signedInAt: Instant,
  /** When it last renewed its token, which it does every ten minutes while it is used. */
  lastSeenAt: Instant,
  expiresAt: Instant,
  /** Where it signed in from, and what the browser or program said it was. */
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
})
export type DeviceSession = z.infer<typeof DeviceSession>

export const EndSessionInput = z.object({ id: z.uuid() })
export type EndSessionInput = z.infer<typeof EndSessionInput>

/** Nothing to say beyond success. */
export const Done = z.object({ ok: z.literal(true) })
export type Done = z.infer<typeof Done>
