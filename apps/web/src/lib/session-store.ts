import type { Me, MenuEntry } from '@framewright/contracts/auth/auth.schema'
import type { Permission } from '@framewright/contracts/permissions'
import { lastEvent } from './last-event.ts'
import { createStore } from './store.ts'

/** Who is signed in, and what the server told them they may do. */
export type Session =
  | { status: 'unknown' | 'signedOut' }
  | { status: 'signedIn'; user: Me; permissions: ReadonlySet<Permission>; menus: MenuEntry[] }

interface Access {
  user: Me
  permissions: Permission[]
  menus: MenuEntry[]
  /** Not known where the session is taken up again without the server. */
  eventId?: string
}

const store = createStore<Session>({ status: 'unknown' })

/** The session outside React; components use `useSession` of `session.ts`. */
export const session = {
  get: store.get,
  subscribe: store.subscribe,
  signIn: ({ user, permissions, menus, eventId }: Access): void => {
    // Confirmed again it is the same session, and what is on the screen may be older than the answer.
    if (store.get().status !== 'signedIn') lastEvent.set(eventId)
    store.set({ status: 'signedIn', user, permissions: new Set(permissions), menus })
  },
  signOut: (): void => store.set({ status: 'signedOut' }),
  /** Takes over a changed name or e-mail. */
  update: (user: Me): void => {
    const current = store.get()
    if (current.status === 'signedIn') store.set({ ...current, user })
  },
}

/** Whether the signed-in person holds a permission, or any one of several. Hides; the server decides. */
export function may(permission: Permission | readonly Permission[]): boolean {
  const current = store.get()
  if (current.status !== 'signedIn') return false
  const asked = typeof permission === 'string' ? [permission] : permission
  return asked.some((one) => current.permissions.has(one))
}
