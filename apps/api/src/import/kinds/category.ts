import type { ClientBase } from 'pg'

/**
 * Makes the categories that the staged items name and the tree does not have yet, level by level, and leaves every path
 * with its identifier in the temporary table `category_path`.
 */
export async function makeCategories(client: ClientBase): Promise<void> {
  await client.query(`
    CREATE TEMP TABLE category_path ON COMMIT DROP AS
    SELECT DISTINCT ON (key) key, name, depth, parent_key, NULL::int AS id
    FROM (
      SELECT lower(array_to_string(names[:depth], ' > ')) AS key, names[depth] AS name, depth,
        lower(array_to_string(names[:depth - 1], ' > ')) AS parent_key, path
      FROM (SELECT DISTINCT category AS path, string_to_array(category, ' > ') AS names
            FROM staged WHERE NOT refused AND category IS NOT NULL) paths,
        generate_subscripts(names, 1) AS depth
    ) prefixes
    ORDER BY key, path`)
  const { rows } = await client.query<{ depth: number | null }>('SELECT max(depth) AS depth FROM category_path')
  for (let depth = 1; depth <= (rows[0]?.depth ?? 0); depth++) {
    const siblings = 'coalesce(c.parent_id, 0) = coalesce(parent.id, 0) AND lower(c.name) = lower(p.name)'
    await client.query(
      `INSERT INTO category (name, parent_id)
        SELECT p.name, parent.id FROM category_path p LEFT JOIN category_path parent ON parent.key = p.parent_key
        WHERE p.depth = $1 AND NOT EXISTS (SELECT FROM category c WHERE ${siblings})
        ORDER BY p.key`,
      [depth],
    )
    await client.query(
      `UPDATE category_path target SET id = c.id
        FROM category_path p LEFT JOIN category_path parent ON parent.key = p.parent_key JOIN category c ON ${siblings}
        WHERE p.key = target.key AND target.depth = $1`,
      [depth],
    )
  }
}
