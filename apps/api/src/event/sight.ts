import type { Caller } from '@framewright/contracts/core/context'
import { type EventEntity, eventAccess } from '@framewright/contracts/event/event.schema'
import type { Permission } from '@framewright/contracts/permissions'
import type { ReadDb } from '@framewright/db/client'
import { permissionsOf } from '../role/permission-sets.ts'
import type { StoredEvent } from './stored.ts'

/** What somebody may hear of. */
export interface Sight {
  userId: number
  permissions: ReadonlySet<Permission>
  /** Their role, of whose changes they hear. */
  roleId?: number | undefined
}

/** The entities of which somebody hears everything. */
export const visibleEntities = (sight: Sight): EventEntity[] =>
  (Object.keys(eventAccess) as EventEntity[]).filter((entity) => holds(sight, eventAccess[entity]))

const holds = ({ permissions }: Sight, access: Permission | 'signedIn') =>
  access === 'signedIn' || permissions.has(access)

/** A task that waits for somebody concerns whoever may take it. */
export const hearsOfOpenTasks = (sight: Sight): boolean => sight.permissions.has('task.own')

/** Whether somebody may hear of an event: by permission, or because the row, or the role, it is about is theirs. */
export function mayHear(sight: Sight, event: Pick<StoredEvent, 'entity' | 'ownerId'> & { entityId?: number }): boolean {
  const permission = eventAccess[event.entity] as Permission | 'signedIn' | undefined
  if (permission === undefined) return false
  if (holds(sight, permission)) return true
  if (event.ownerId === sight.userId) return true
  if (event.entity === 'role' && event.entityId === sight.roleId) return true
  return event.ownerId === null && event.entity === 'task' && hearsOfOpenTasks(sight)
}

/**
 * What each of these callers may do at this moment, null where their session, key or account has ended. Three queries,
 * however many they are.
 */
export async function currentSights(read: ReadDb, callers: readonly Caller[]): Promise<(Sight | null)[]> {
  if (callers.length === 0) return []
  const userIds = [...new Set(callers.map((caller) => caller.userId))]
  const sessionIds = [...new Set(callers.flatMap((caller) => caller.sessionId ?? []))]
  const keyIds = [...new Set(callers.flatMap((caller) => caller.apiKeyId ?? []))]
  const now = new Date()
  const [people, sessions, keys] = await Promise.all([
    read
      .selectFrom('app_user')
      .innerJoin('role', 'role.id', 'app_user.role_id')
      .select(['app_user.id', 'app_user.role_id', 'app_user.must_change_password', 'role.code', 'role.permissions'])
      .where('app_user.id', 'in', userIds)
      .where('app_user.active', '=', true)
      .execute(),
    sessionIds.length === 0
      ? []
      : read
          .selectFrom('session')
          .select('id')
          .where('id', 'in', sessionIds)
          .where('revoked_at', 'is', null)
          .where('expires_at', '>', now)
          .execute(),
    keyIds.length === 0
      ? []
      : read
          .selectFrom('api_key')
          .select(['id', 'scopes'])
          .where('id', 'in', keyIds)
          .where('revoked_at', 'is', null)
          .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
          .execute(),
  ])
  const held = new Map(
    people.map((person) => [
      person.id,
      {
        roleId: person.role_id,
        permissions: person.must_change_password ? [] : permissionsOf(person.code, person.permissions),
      },
    ]),
  )
  const live = new Set(sessions.map((session) => session.id))
  const scopes = new Map(keys.map((key) => [key.id, key.scopes as string[]]))
  return callers.map((caller) => {
    const person = held.get(caller.userId)
    if (person === undefined) return null
    const { roleId, permissions } = person
    if (caller.sessionId !== undefined && !live.has(caller.sessionId)) return null
    if (caller.apiKeyId === undefined) return { userId: caller.userId, roleId, permissions: new Set(permissions) }
    const scope = scopes.get(caller.apiKeyId)
    if (scope === undefined) return null
    return { userId: caller.userId, roleId, permissions: new Set(permissions.filter((name) => scope.includes(name))) }
  })
}
