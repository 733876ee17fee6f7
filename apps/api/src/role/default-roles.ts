import { defaultRoles, permissionNames, superadminRole } from '@framewright/contracts/permissions'
import type { PrismaClient } from '@framewright/db/client'

/**
 * Makes the roles a shop starts with, where they are missing, and gives SUPERADMIN every permission there is (a newer
 * version may bring new ones). Roles an administrator has changed stay as they are.
 */
export async function ensureDefaultRoles(prisma: PrismaClient): Promise<void> {
  await prisma.role.createMany({
    data: Object.entries(defaultRoles).map(([code, role]) => ({
      code,
      name: role.name,
      description: role.description,
      permissions: [...role.permissions],
      system: true,
    })),
    skipDuplicates: true,
  })
  await prisma.role.updateMany({
    where: { code: superadminRole, NOT: { permissions: { hasEvery: permissionNames } } },
    data: { permissions: permissionNames },
  })
}
