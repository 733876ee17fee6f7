import { z } from 'zod'
import { MenuEntry } from '../auth/auth.schema.ts'
import { command, query, router } from '../core/procedure.ts'
import { ByUser, MenuAccess, RoleMenuInput, UserMenuInput, UserMenus } from './menu.schema.ts'

export const menuRouter = router({
  mine: query({ permission: 'signedIn', summary: 'The navigation of the caller', rest: 'GET /menus' })
    .output(z.array(MenuEntry))
    .query(({ ctx }) => ctx.services.menu.mine(ctx.call)),
  access: query({ permission: 'role.read', summary: 'Which menus each role sees', rest: 'GET /menu-access' })
    .output(MenuAccess)
    .query(({ ctx }) => ctx.services.menu.access(ctx.call)),
  ofUser: query({
    permission: 'user.read',
    summary: 'Which menus one person sees, and why',
    rest: 'GET /menu-access/users/{userId}',
  })
    .input(ByUser)
    .output(UserMenus)
    .query(({ ctx, input }) => ctx.services.menu.ofUser(ctx.call, input)),
  setForRole: command({
    permission: 'role.write',
    summary: 'Show a menu to a role or hide it',
    rest: 'PUT /menu-access/roles/{roleId}',
  })
    .input(RoleMenuInput)
    .output(MenuAccess)
    .mutation(({ ctx, input }) => ctx.services.menu.setForRole(ctx.call, input)),
  setForUser: command({
    permission: 'user.write',
    summary: 'Make an exception for one person, or end it',
    rest: 'PUT /menu-access/users/{userId}',
  })
    .input(UserMenuInput)
    .output(UserMenus)
    .mutation(({ ctx, input }) => ctx.services.menu.setForUser(ctx.call, input)),
})
