import type { Category } from '@framewright/contracts/category/category.schema'
import type { CategoryQueries } from '@framewright/contracts/category/category.service'
import { notFound } from '@framewright/contracts/errors'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import type { Deps } from '../core/deps.ts'

export function categoryQueries({ read }: Pick<Deps, 'read'>): CategoryQueries {
  return {
    async list() {
      const rows = await selectCategories(read).execute()
      // Name by name, so that what is below a category follows it: "Hinge", "Hinge › Pin", "Hinge pins".
      const inOrder = rows
        .map((row) => ({ row, key: row.path.toLowerCase().replaceAll(' › ', '\u0000') }))
        .sort((a, b) => (a.key < b.key ? -1 : 1))
      return { items: inOrder.map(({ row }) => toCategory(row)), nextCursor: null, total: rows.length }
    },

    async get(_call, { id }) {
      const row = await selectCategories(read).where('category.id', '=', id).executeTakeFirst()
      if (row === undefined) throw notFound('category', id)
      return toCategory(row)
    },
  }
}

const selectCategories = (read: ReadDb) =>
  read
    .selectFrom('category')
    .select(['category.id', 'category.name', 'category.parent_id', 'category.path'])
    .select(sql<number>`(select count(*) from item where item.category_id = category.id)`.as('items'))

function toCategory(row: {
  id: number
  name: string
  parent_id: number | null
  path: string
  items: number
}): Category {
  return { id: row.id, name: row.name, parentId: row.parent_id, path: row.path, items: row.items }
}
