import type { MenuEntry } from '../auth/auth.schema.ts'
import type { Call } from '../core/context.ts'
import type { ByUser, MenuAccess, RoleMenuInput, UserMenuInput, UserMenus } from './menu.schema.ts'

/**
 * What people find in their navigation. Changes reach open browsers at once, as events of the role or the person. They
 * grant nothing: what a menu leads to is refused or allowed by permissions alone.
 */
export interface MenuService {
  /** The caller's own navigation. */
  mine(call: Call): Promise<MenuEntry[]>
  access(call: Call): Promise<MenuAccess>
  ofUser(call: Call, input: ByUser): Promise<UserMenus>
  setForRole(call: Call, input: RoleMenuInput): Promise<MenuAccess>
  setForUser(call: Call, input: UserMenuInput): Promise<UserMenus>
}
