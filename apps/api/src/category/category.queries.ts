import type { Category } from '@framewright/contracts/category/category.schema'
import type { CategoryQueries } from '@framewright/contracts/category/category.service'
import type { Caller } from '@framewright/contracts/core/context'
import { notFound } from '@framewright/contracts/errors'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import type { Deps } from '../core/deps.ts'
import { recordActions } from '../core/record-actions.ts'

export function categoryQueries({ read }: Pick<Deps, 'read'>): CategoryQueries {
  return {
    async list({ caller }) {
      const rows = await selectCategories(read).execute()
      // Name by name, so that what is below a category follows it: "Hinge", "Hinge › Pin", "Hinge pins".
      const inOrder = rows
        .map((row) => ({ row, key: row.path.toLowerCase().replaceAll(' › ', '\u0000') }))
        .sort((a, b) => (a.key < b.key ? -1 : 1))
      return { items: inOrder.map(({ row }) => toCategory(row, caller)), nextCursor: null, total: rows.length }
    },

    async get({ caller }, { id }) {
      const row = await selectCategories(read).where('category.id', '=', id).executeTakeFirst()
      if (row === undefined) throw notFound('category', id)
      return toCategory(row, caller)
    },
  }
}

const selectCategories = (read: ReadDb) =>
  read
    .selectFrom('category')
    .select(['category.id', 'category.name', 'category.parent_id', 'category.path', 'category.version'])
    .select(sql<number>`(select count(*) from item where item.category_id = category.id)`.as('items'))
    .select(sql<boolean>`exists (select from category below where below.parent_id = category.id)`.as('parent'))

interface CategoryRow {
  id: number
  name: string
  parent_id: number | null
  path: string
  items: number
  version: number
  /** It has categories below it. */
  parent: boolean
}

function toCategory(row: CategoryRow, { permissions }: Caller): Category {
  return {
    id: row.id,
    name: row.name,
    parentId: row.parent_id,
    path: row.path,
    items: row.items,
    version: row.version,
    allowedActions: recordActions({
      mayWrite: permissions.has('item.write'),
      unreferred: row.items === 0 && !row.parent,
    }),
  }
}
