import { Done } from '../auth/auth.schema.ts'
import { ById } from '../core/primitives.ts'
import { command, query, router } from '../core/procedure.ts'
import { Category, CategoryPage, CreateCategoryInput, UpdateCategoryInput } from './category.schema.ts'

export const categoryRouter = router({
  list: query({ permission: 'item.read', summary: 'The tree of categories', rest: 'GET /inventory/categories' })
    .output(CategoryPage)
    .query(({ ctx }) => ctx.services.category.list(ctx.call)),
  get: query({ permission: 'item.read', summary: 'One category', rest: 'GET /inventory/categories/{id}' })
    .input(ById)
    .output(Category)
    .query(({ ctx, input }) => ctx.services.category.get(ctx.call, input)),
  create: command({
    permission: 'item.write',
    summary: 'Create a category',
    rest: 'POST /inventory/categories',
    status: 201,
  })
    .input(CreateCategoryInput)
    .output(Category)
    .mutation(({ ctx, input }) => ctx.services.category.create(ctx.call, input)),
  update: command({
    permission: 'item.write',
    summary: 'Rename or move a category',
    rest: 'PATCH /inventory/categories/{id}',
  })
    .input(UpdateCategoryInput)
    .output(Category)
    .mutation(({ ctx, input }) => ctx.services.category.update(ctx.call, input)),
  remove: command({
    permission: 'item.write',
    summary: 'Delete an empty category',
    rest: 'DELETE /inventory/categories/{id}',
  })
    .input(ById)
    .output(Done)
    .mutation(({ ctx, input }) => ctx.services.category.remove(ctx.call, input)),
})
