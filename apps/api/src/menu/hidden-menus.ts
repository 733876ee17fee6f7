import type { Tx } from '../core/sql.ts'

/**
 * The menus that somebody's role, or an exception made for them, hides. An exception counts before the role. Read from
 * the primary: it answers whoever has just been told that it changed.
 */
export async function hiddenMenus(db: Tx, userId: number): Promise<Set<string>> {
  const rows = await db.$queryRaw<{ menu: string }[]>`
    SELECT menu FROM menu_exception WHERE user_id = ${userId} AND NOT shown
    UNION ALL
    SELECT a.menu FROM menu_access a JOIN app_user u ON u.role_id = a.role_id
    WHERE u.id = ${userId} AND NOT a.shown
      AND NOT EXISTS (SELECT FROM menu_exception e WHERE e.user_id = u.id AND e.menu = a.menu)`
  return new Set(rows.map((row) => row.menu))
}
