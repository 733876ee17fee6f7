import { command, query, router } from '../core/procedure.ts'
import { Shop, UpdateShopInput } from './shop.schema.ts'

export const shopRouter = router({
  get: query({ permission: 'signedIn', summary: 'The shop itself: name, address, currency', rest: 'GET /shop' })
    .output(Shop)
    .query(({ ctx }) => ctx.services.shop.get(ctx.call)),
  update: command({ permission: 'settings.write', summary: 'Change what is said of the shop', rest: 'PATCH /shop' })
    .input(UpdateShopInput)
    .output(Shop)
    .mutation(({ ctx, input }) => ctx.services.shop.update(ctx.call, input)),
})
