import { Done } from '../auth/auth.schema.ts'
import { ById } from '../core/primitives.ts'
import { command, query, router } from '../core/procedure.ts'
import {
  CreateNamedGroupInput,
  NamedGroup,
  NamedGroupListInput,
  NamedGroupPage,
  UpdateNamedGroupInput,
} from './organisation.schema.ts'

/** The procedures of departments and of job titles, which differ in name only. */
export function namedGroupRouter<const P extends 'departments' | 'job-titles'>(path: P) {
  const service = path === 'departments' ? 'department' : 'jobTitle'
  const [one, many] = path === 'departments' ? ['department', 'departments'] : ['job title', 'job titles']
  return router({
    list: query({ permission: 'user.read', summary: `List ${many}`, rest: `GET /${path}` })
      .input(NamedGroupListInput.default({}))
      .output(NamedGroupPage)
      .query(({ ctx, input }) => ctx.services[service].list(ctx.call, input)),
    get: query({ permission: 'user.read', summary: `One ${one}`, rest: `GET /${path}/{id}` })
      .input(ById)
      .output(NamedGroup)
      .query(({ ctx, input }) => ctx.services[service].get(ctx.call, input)),
    create: command({ permission: 'user.write', summary: `Create a ${one}`, rest: `POST /${path}`, status: 201 })
      .input(CreateNamedGroupInput)
      .output(NamedGroup)
      .mutation(({ ctx, input }) => ctx.services[service].create(ctx.call, input)),
    update: command({
      permission: 'user.write',
      summary: `Rename, deactivate or activate a ${one}`,
      rest: `PATCH /${path}/{id}`,
    })
      .input(UpdateNamedGroupInput)
      .output(NamedGroup)
      .mutation(({ ctx, input }) => ctx.services[service].update(ctx.call, input)),
    remove: command({
      permission: 'user.write',
      summary: `Delete a ${one} that nobody has`,
      rest: `DELETE /${path}/{id}`,
    })
      .input(ById)
      .output(Done)
      .mutation(({ ctx, input }) => ctx.services[service].remove(ctx.call, input)),
  })
}
