import { notFound } from '@framewright/contracts/errors'
import type { MenuAccess, MenuDefinition, UserMenus } from '@framewright/contracts/menu/menu.schema'
import type { MenuService } from '@framewright/contracts/menu/menu.service'
import { menus, menusFor, opensMenu } from '@framewright/contracts/menu/menus'
import type { Permission } from '@framewright/contracts/permissions'
import type { Deps } from '../core/deps.ts'
import { personName } from '../core/names.ts'
import { requireMayTouch } from '../role/grants.ts'
import { permissionsOf } from '../role/permission-sets.ts'
import { hiddenMenus } from './hidden-menus.ts'

const definitions: MenuDefinition[] = menus.map(({ permission, ...entry }) => ({
  ...entry,
  permissions: [permission].flat() as Permission[],
}))

export function menuService({ prisma, commands }: Pick<Deps, 'prisma' | 'commands'>): MenuService {
  // Small tables, read from the primary: whoever changes a cell of the matrix sees it changed.
  async function access(): Promise<MenuAccess> {
    const [roles, exceptions] = await Promise.all([
      prisma.role.findMany({ include: { menuAccess: true }, orderBy: [{ system: 'desc' }, { id: 'asc' }] }),
      prisma.menuException.findMany({ include: { user: true }, orderBy: [{ userId: 'asc' }, { menu: 'asc' }] }),
    ])
    return {
      menus: definitions,
      roles: roles.map((role) => {
        const holder = { permissions: new Set(permissionsOf(role.code, role.permissions)), roleAssigned: true }
        return {
          id: role.id,
          code: role.code,
          name: role.name,
          opens: menus.filter((menu) => opensMenu(menu, holder)).map((menu) => menu.key),
          hidden: role.menuAccess.filter((one) => !one.shown).map((one) => one.menu),
        }
      }),
      exceptions: exceptions.map(({ user, menu, shown }) => ({
        user: { id: user.id, name: nameOf(user) },
        menu,
        shown,
      })),
    }
  }

  async function ofUser(userId: number): Promise<UserMenus> {
    const user = await prisma.user.findUnique({
      where: { id: userId },
      include: { role: { include: { menuAccess: true } }, menuExceptions: true },
    })
    if (user === null) throw notFound('user', userId)
    const { role, roleAssigned } = user
    const holder = { permissions: new Set(permissionsOf(role.code, role.permissions)), roleAssigned }
    const hiddenByRole = new Set(role.menuAccess.filter((one) => !one.shown).map((one) => one.menu))
    const exceptions = new Map(user.menuExceptions.map((one) => [one.menu, one.shown]))
    return {
      userId,
      menus: menus.map((menu) => {
        const { key, label, group } = menu
        const opens = opensMenu(menu, holder)
        const byRole = !hiddenByRole.has(key)
        const exception = exceptions.get(key)
        return {
          key,
          label,
          group,
          opens,
          byRole,
          exception: exception === undefined ? 'INHERIT' : exception ? 'SHOW' : 'HIDE',
          seen: opens && (exception ?? byRole),
        }
      }),
    }
  }

  return {
    mine: async ({ caller }) => menusFor(caller, await hiddenMenus(prisma, caller.userId)),
    access: () => access(),
    ofUser: (_call, { userId }) => ofUser(userId),

    setForRole(call, input) {
      const { roleId, menu, shown } = input
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const [role] = await tx.$queryRaw<{ code: string; permissions: string[] }[]>`
            SELECT code, permissions FROM role WHERE id = ${roleId} FOR NO KEY UPDATE`
          if (role === undefined) throw notFound('role', roleId)
          requireMayTouch(call.caller, permissionsOf(role.code, role.permissions), 'this role')
          const changed = shown
            ? await tx.$executeRaw`DELETE FROM menu_access WHERE role_id = ${roleId} AND menu = ${menu}`
            : await tx.$executeRaw`
                INSERT INTO menu_access (role_id, menu, shown) VALUES (${roleId}, ${menu}, false) ON CONFLICT DO NOTHING`
          if (changed > 0) emit({ entity: 'role', id: roleId, what: 'menusChanged', payload: { menu, shown } })
        },
        access,
      )
    },

    setForUser(call, input) {
      const { userId, menu, access: wanted } = input
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const [user] = await tx.$queryRaw<{ code: string; permissions: string[] }[]>`
            SELECT r.code, r.permissions FROM app_user u JOIN role r ON r.id = u.role_id
            WHERE u.id = ${userId} FOR NO KEY UPDATE OF u`
          if (user === undefined) throw notFound('user', userId)
          requireMayTouch(call.caller, permissionsOf(user.code, user.permissions), 'this user')
          const changed =
            wanted === 'INHERIT'
              ? await tx.$executeRaw`DELETE FROM menu_exception WHERE user_id = ${userId} AND menu = ${menu}`
              : await tx.$executeRaw`
                  INSERT INTO menu_exception AS e (user_id, menu, shown) VALUES (${userId}, ${menu}, ${wanted === 'SHOW'})
                  ON CONFLICT (user_id, menu) DO UPDATE SET shown = excluded.shown WHERE e.shown <> excluded.shown`
          if (changed === 0) return
          const payload = { menu, access: wanted }
          emit({ entity: 'user', id: userId, ownerId: userId, what: 'menusChanged', payload })
        },
        () => ofUser(userId),
      )
    },
  }
}

const nameOf = (user: { username: string; firstName: string; lastName: string }) =>
  personName({ username: user.username, first_name: user.firstName, last_name: user.lastName })
