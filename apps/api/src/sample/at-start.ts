import type { Call } from '@framewright/contracts/core/context'
import { superadminRole } from '@framewright/contracts/permissions'
import type { SampleLoaded } from '@framewright/contracts/sample/sample.schema'
import type { Services } from '@framewright/contracts/services'
import type { Deps } from '../core/deps.ts'
import { permissionsOf } from '../role/permission-sets.ts'

/**
 * Loads the sample shop at the start, in the name of the first super administrator.
 * @returns what was loaded; null where there is any data already, which stays as it is.
 */
export async function loadSampleAtStart(
  { prisma }: Pick<Deps, 'prisma'>,
  services: Services,
): Promise<SampleLoaded | null> {
  const user = await prisma.user.findFirst({
    where: { active: true, role: { code: superadminRole } },
    orderBy: { id: 'asc' },
  })
  if (user === null) return null
  const call: Call = {
    caller: {
      userId: user.id,
      username: user.username,
      roleCode: superadminRole,
      roleAssigned: true,
      permissions: new Set(permissionsOf(superadminRole, [])),
    },
    requestId: 'start',
    procedure: 'sample.load',
  }
  const { empty } = await services.sample.state(call)
  return empty ? services.sample.load(call) : null
}
