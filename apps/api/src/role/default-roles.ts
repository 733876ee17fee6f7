import { defaultRoles, type Permission, permissionNames, superadminRole } from '@framewright/contracts/permissions'
import type { PrismaClient } from '@framewright/db/client'
import type { Deps } from '../core/deps.ts'

interface Wanted {
  code: string
  name: string
  description: string
  permissions: Permission[]
}

const wanted: Wanted[] = Object.entries(defaultRoles).map(([code, { name, description, permissions }]) => ({
  code,
  name,
  description,
  permissions: code === superadminRole ? permissionNames : [...permissions],
}))

/**
 * Makes the roles a shop starts with, where they are missing, and gives them what a newer version brings: SUPERADMIN every
 * permission there is, the others their new ones where nobody has changed their permissions. Nothing is ever taken away.
 */
export async function ensureDefaultRoles({ prisma, primary }: Pick<Deps, 'prisma' | 'primary'>): Promise<void> {
  const rows = await primary
    .selectFrom('role')
    .select(['code', 'permissions', 'given'])
    .where(
      'code',
      'in',
      wanted.map(({ code }) => code),
    )
    .execute()
  const present = new Map(rows.map((row) => [row.code, row]))
  for (const role of wanted) {
    const row = present.get(role.code)
    if (row === undefined) await make(prisma, role)
    else if (isBehind(row, role)) await bringUp(prisma, role)
  }
}

interface Held {
  permissions: readonly string[]
  given: readonly string[]
}

const within = (some: readonly string[], all: readonly string[]) => some.every((one) => all.includes(one))
const same = (one: readonly string[], other: readonly string[]) => within(one, other) && within(other, one)

/** Whether its permissions are an administrator's choice. One that has none was emptied: none comes so. */
const isEdited = ({ permissions, given }: Held) => permissions.length === 0 || !same(permissions, given)

const isBehind = (held: Held, { code, permissions }: Wanted) =>
  !within(permissions, held.permissions) && (code === superadminRole || !isEdited(held))

async function make(prisma: PrismaClient, { code, name, description, permissions }: Wanted): Promise<void> {
  // Another process may start at the same moment.
  await prisma.role.createMany({
    data: { code, name, description, permissions, given: permissions, system: true },
    skipDuplicates: true,
  })
}

async function bringUp(prisma: PrismaClient, role: Wanted): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<(Held & { id: number })[]>`
      SELECT id, permissions, given FROM role WHERE code = ${role.code} FOR NO KEY UPDATE`
    if (row === undefined || !isBehind(row, role)) return
    const granted = role.permissions.filter((one) => !row.permissions.includes(one))
    const permissions = [...row.permissions, ...granted]
    await tx.role.update({
      where: { id: row.id },
      data: { permissions, given: permissions, version: { increment: 1 } },
    })
    await tx.event.create({
      data: { type: 'role.updated', entity: 'role', entityId: row.id, payload: { granted, taken: [], upgrade: true } },
    })
  })
}
