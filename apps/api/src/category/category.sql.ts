import { sql } from 'kysely'

/** A category and all below it, by id. */
export const categoriesBelow = (id: number) => sql<number>`(
  with recursive below as (
    select ${id}::int as id
    union
    select category.id from category join below on category.parent_id = below.id
  )
  select id from below)`
