import { command, query, router } from '../core/procedure.ts'
import { Bom, BomListInput, BomPage, CreateBomInput, GetBomInput } from './bom.schema.ts'

export const bomRouter = router({
  list: query({ permission: 'bom.read', summary: 'List bills of materials, by revision', rest: 'GET /boms' })
    .input(BomListInput)
    .output(BomPage)
    .query(({ ctx, input }) => ctx.services.bom.list(ctx.call, input)),
  get: query({ permission: 'bom.read', summary: "An item's bill of materials", rest: 'GET /boms/{itemId}' })
    .input(GetBomInput)
    .output(Bom)
    .query(({ ctx, input }) => ctx.services.bom.get(ctx.call, input)),
  create: command({
    permission: 'bom.write',
    summary: "Add the next revision of an item's bill of materials",
    rest: 'POST /boms',
    status: 201,
  })
    .input(CreateBomInput)
    .output(Bom)
    .mutation(({ ctx, input }) => ctx.services.bom.create(ctx.call, input)),
})
