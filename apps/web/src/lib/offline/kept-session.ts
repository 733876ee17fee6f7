import type { Me, MenuEntry } from '@framewright/contracts/auth/auth.schema'
import type { Permission } from '@framewright/contracts/permissions'
import { owesSignOut } from '../renew.ts'
import { session } from '../session-store.ts'
import { device } from './device-store.ts'

/** How long a device lets its person read and press on without having reached the server: as long as it takes presses late. */
const goodForMs = 7 * 24 * 3_600_000
const name = 'session'

interface KeptSession {
  user: Me
  permissions: Permission[]
  menus: MenuEntry[]
  confirmedAt: number
}

/** Remembers who the server last said is signed in here. */
export async function keepSession(): Promise<void> {
  const current = session.get()
  if (current.status !== 'signedIn') return
  const { user, permissions, menus } = current
  const kept: KeptSession = { user, permissions: [...permissions], menus, confirmedAt: Date.now() }
  await device.put('facts', kept, name)
}

/** Signs the last person in again where the server cannot be asked; false where there is none, or too long ago. */
export async function resumeKeptSession(): Promise<boolean> {
  if (owesSignOut()) return false
  const kept = await device.get<KeptSession>('facts', name).catch(() => undefined)
  if (!kept || Date.now() - kept.confirmedAt > goodForMs) return false
  session.signIn(kept)
  return true
}

export const forgetSession = (): Promise<unknown> => device.remove('facts', name)
