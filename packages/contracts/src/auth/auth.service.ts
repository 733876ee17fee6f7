import type { AnonymousCall, BrowserSession, Call } from '../core/context.ts'
import type {
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

export interface AuthService {
  /** Answers alike for an unknown user and a wrong password; throttled per account and per address. */
  login(call: AnonymousCall, input: LoginInput): Promise<LoginOutput>
  /** The same for a browser: the tokens go into httpOnly cookies. */
  signIn(call: AnonymousCall, input: LoginInput, browser: BrowserSession): Promise<SignedIn>
  /** Spends the refresh token for a new pair. A spent one revokes its whole session. */
  refresh(call: AnonymousCall, input: RefreshInput): Promise<Tokens>
  renew(call: AnonymousCall, browser: BrowserSession): Promise<SignedIn>
  /** Ends the caller's session, or that of the refresh token: its access tokens are refused at once. */
  logout(call: AnonymousCall, input: LogoutInput, browser: BrowserSession | undefined): Promise<Done>
  register(call: AnonymousCall, input: RegisterInput): Promise<Me>
  verify(call: Call): Promise<Verified>
  me(call: Call): Promise<Me>
  updateMe(call: Call, input: UpdateMeInput): Promise<Me>
  /** Ends every other session of the caller. */
  changePassword(call: Call, input: ChangePasswordInput): Promise<Done>
  /** Where the caller is signed in, the last used first. */
  sessions(call: Call): Promise<{ items: DeviceSession[] }>
  /** Ends one of the caller's sessions at once; one that has ended already or is somebody else's is not found. */
  endSession(call: Call, input: EndSessionInput): Promise<Done>
  /** Ends all of the caller's sessions but the one that asks. */
  endOtherSessions(call: Call): Promise<Done>
}
