import type { Done } from '../auth/auth.schema.ts'
import type { Call } from '../core/context.ts'
import type { ById } from '../core/primitives.ts'
import type { Category, CategoryPage, CreateCategoryInput, UpdateCategoryInput } from './category.schema.ts'

export interface CategoryQueries {
  list(call: Call): Promise<CategoryPage>
  get(call: Call, input: ById): Promise<Category>
}

export interface CategoryCommands {
  create(call: Call, input: CreateCategoryInput): Promise<Category>
  /** Moving a category below itself is refused. */
  update(call: Call, input: UpdateCategoryInput): Promise<Category>
  /** Refused while it holds items or categories. */
  remove(call: Call, input: ById): Promise<Done>
}
