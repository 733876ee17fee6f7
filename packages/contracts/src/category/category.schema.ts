import { z } from 'zod'
import { Id, requiredText } from '../core/primitives.ts'
import { RecordAction } from '../core/record-actions.ts'

export const Category = z.object({
  id: Id,
  name: z.string(),
  parentId: Id.nullable(),
  /** From the root down: "Hardware › Hinges". */
  path: z.string(),
  /** Items directly in it. */
  items: z.int(),
  version: z.int(),
  /** `remove` while it holds neither items nor categories. */
  allowedActions: z.array(RecordAction),
})
export type Category = z.infer<typeof Category>
/** There are few: the list is the whole tree, in the order of its paths. */
export const CategoryPage = z.object({ items: z.array(Category), nextCursor: z.null(), total: z.int() })
export type CategoryPage = z.infer<typeof CategoryPage>

export const CreateCategoryInput = z.object({ name: requiredText(120), parentId: Id.nullish() })
export type CreateCategoryInput = z.infer<typeof CreateCategoryInput>
export const UpdateCategoryInput = z.object({
  id: Id,
  version: z.int().optional(),
  name: requiredText(120).optional(),
  parentId: Id.nullish(),
})
export type UpdateCategoryInput = z.infer<typeof UpdateCategoryInput>
