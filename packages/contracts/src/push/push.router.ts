import { Done } from '../auth/auth.schema.ts'
import { ById } from '../core/primitives.ts'
import { command, query, router } from '../core/procedure.ts'
import { PushDevice, PushDevicePage, PushKey, SubscribePushInput } from './push.schema.ts'

export const pushRouter = router({
  key: query({
    permission: 'signedIn',
    peopleOnly: true,
    summary: 'The key that pushes are signed with',
    rest: 'GET /mobile/push/key',
  })
    .output(PushKey)
    .query(({ ctx }) => ctx.services.push.key(ctx.call)),
  devices: query({
    permission: 'signedIn',
    peopleOnly: true,
    summary: 'The caller’s devices that are notified',
    rest: 'GET /mobile/push/devices',
  })
    .output(PushDevicePage)
    .query(({ ctx }) => ctx.services.push.devices(ctx.call)),
  subscribe: command({
    permission: 'signedIn',
    peopleOnly: true,
    summary: 'Notify a device of some topics',
    rest: 'POST /mobile/push/devices',
    status: 201,
  })
    .input(SubscribePushInput)
    .output(PushDevice)
    .mutation(({ ctx, input }) => ctx.services.push.subscribe(ctx.call, input)),
  unsubscribe: command({
    permission: 'signedIn',
    peopleOnly: true,
    summary: 'Notify a device no more',
    rest: 'DELETE /mobile/push/devices/{id}',
  })
    .input(ById)
    .output(Done)
    .mutation(({ ctx, input }) => ctx.services.push.unsubscribe(ctx.call, input)),
})
