import { type Expression, sql } from 'kysely'

/** Between the names of a path: "Hardware › Hinges". */
export const pathSeparator = ' › '

/** The path of a category from the root down; null for none. */
export const pathOfCategory = (id: Expression<unknown>, separator = pathSeparator) => sql<string | null>`(
  with recursive up as (
    select parent_id, name as path from category where category.id = ${id}
    union all
    select parent.parent_id, parent.name || ${sql.lit(separator)} || up.path
    from up join category parent on parent.id = up.parent_id
  )
  select path from up where parent_id is null)`

/** A category and all below it, by id. */
export const categoriesBelow = (id: number) => sql<number>`(
  with recursive below as (
    select ${id}::int as id
    union
    select category.id from category join below on category.parent_id = below.id
  )
  select id from below)`
