import { z } from 'zod'
import { MenuEntry } from '../auth/auth.schema.ts'
import { Id, Ref } from '../core/primitives.ts'
import { Permission } from '../permissions.ts'
import { menuKeys } from './menus.ts'

export const MenuKey = z.enum(menuKeys)
export type MenuKey = z.infer<typeof MenuKey>

/** A menu as an administrator sees it. */
export const MenuDefinition = MenuEntry.extend({
  /** It opens for holders of any one of these. */
  permissions: z.array(Permission),
})
export type MenuDefinition = z.infer<typeof MenuDefinition>

/** Who sees which menus. A menu shows a place and grants nothing: it is seen where permissions open it and nobody hid it. */
export const MenuAccess = z.object({
  menus: z.array(MenuDefinition),
  roles: z.array(
    z.object({
      id: Id,
      code: z.string(),
      name: z.string(),
      /** The menus that the role's permissions open. */
      opens: z.array(z.string()),
      /** Those that were hidden from the role. */
      hidden: z.array(z.string()),
    }),
  ),
  /** Where single people differ from their role. */
  exceptions: z.array(z.object({ user: Ref, menu: z.string(), shown: z.boolean() })),
})
export type MenuAccess = z.infer<typeof MenuAccess>

export const RoleMenuInput = z.object({ roleId: Id, menu: MenuKey, shown: z.boolean() })
export type RoleMenuInput = z.infer<typeof RoleMenuInput>

export const ExceptionKind = z.enum(['INHERIT', 'SHOW', 'HIDE'])
export type ExceptionKind = z.infer<typeof ExceptionKind>
export const UserMenuInput = z.object({ userId: Id, menu: MenuKey, access: ExceptionKind })
export type UserMenuInput = z.infer<typeof UserMenuInput>

export const ByUser = z.object({ userId: Id })
export type ByUser = z.infer<typeof ByUser>

/** One person's navigation and why it is so. */
export const UserMenus = z.object({
  userId: Id,
  menus: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      group: z.string(),
      /** Whether the person's permissions open it. */
      opens: z.boolean(),
      /** Whether their role shows it. */
      byRole: z.boolean(),
      exception: ExceptionKind,
      /** What comes of it. */
      seen: z.boolean(),
    }),
  ),
})
export type UserMenus = z.infer<typeof UserMenus>
