import { z } from 'zod'
import { Done } from '../auth/auth.schema.ts'
import { ById } from '../core/primitives.ts'
import { command, query, router } from '../core/procedure.ts'
import { CreateRoleInput, PermissionEntry, Role, RolePage, UpdateRoleInput } from './role.schema.ts'

export const roleRouter = router({
  list: query({ permission: ['role.read', 'user.read'], summary: 'List roles', rest: 'GET /roles' })
    .output(RolePage)
    .query(({ ctx }) => ctx.services.role.list(ctx.call)),
  get: query({ permission: 'role.read', summary: 'One role', rest: 'GET /roles/{id}' })
    .input(ById)
    .output(Role)
    .query(({ ctx, input }) => ctx.services.role.get(ctx.call, input)),
  permissions: query({ permission: 'role.read', summary: 'Every permission there is', rest: 'GET /permissions' })
    .output(z.array(PermissionEntry))
    .query(({ ctx }) => ctx.services.role.permissions(ctx.call)),
  create: command({ permission: 'role.write', summary: 'Create a role', rest: 'POST /roles', status: 201 })
    .input(CreateRoleInput)
    .output(Role)
    .mutation(({ ctx, input }) => ctx.services.role.create(ctx.call, input)),
  update: command({ permission: 'role.write', summary: 'Change a role and what it may do', rest: 'PATCH /roles/{id}' })
    .input(UpdateRoleInput)
    .output(Role)
    .mutation(({ ctx, input }) => ctx.services.role.update(ctx.call, input)),
  remove: command({ permission: 'role.write', summary: 'Delete a role nobody has', rest: 'DELETE /roles/{id}' })
    .input(ById)
    .output(Done)
    .mutation(({ ctx, input }) => ctx.services.role.remove(ctx.call, input)),
})
