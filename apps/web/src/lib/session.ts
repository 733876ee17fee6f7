import type { Me, MenuEntry } from '@framewright/contracts/auth/auth.schema'
import type { Permission } from '@framewright/contracts/permissions'
import { endSession } from './renew.ts'
import { session } from './session-store.ts'
import { useStore } from './store.ts'

export { may, session } from './session-store.ts'

/** The signed-in person with their permissions and menus. Only below the signed-in layout, where there is one. */
export function useSession(): { user: Me; permissions: ReadonlySet<Permission>; menus: MenuEntry[] } {
  const current = useStore(session)
  return current.status === 'signedIn' ? current : nobody
}

/** Whether the person may, in a component: `const mayWrite = useMay('frame.write')`. */
export function useMay(permission: Permission): boolean {
  return useSession().permissions.has(permission)
}

/** Whether the person holds at least one of these: most lists open to those who see all and to those who see their own. */
export function useMayAny(...any: readonly Permission[]): boolean {
  const { permissions } = useSession()
  return any.some((permission) => permissions.has(permission))
}

/** Ends the session here and on the server, and forgets everything that was read in it. */
export async function signOut(): Promise<void> {
  // Signed out here whatever the network does: on a shared tablet the next person must not see this one's work.
  await endSession()
  session.signOut()
}

/** What the layout shows in the moment between signing out and leaving. */
const nobody = {
  user: {
    id: 0,
    username: '',
    email: '',
    firstName: '',
    lastName: '',
    role: { id: 0, code: '', name: '' },
    roleAssigned: true,
    department: null,
    jobTitle: null,
    avatar: null,
    mustChangePassword: false,
    dateJoined: '',
    lastLogin: null,
  } satisfies Me,
  permissions: new Set<Permission>(),
  menus: [] as MenuEntry[],
}

/** A person as the screens name them: first and last name, or the username where there is neither. */
export function personName(user: Pick<Me, 'firstName' | 'lastName' | 'username'>): string {
  return `${user.firstName} ${user.lastName}`.trim() || user.username
}
