import type { MenuEntry } from '@framewright/contracts/auth/auth.schema'

/**
 * When a menu counts as where one is: on its page and those below it, but for those that are a menu of their own ("Quality" is
 * not where "Plans" is).
 */
export const activeMenu = (entry: MenuEntry, menus: readonly MenuEntry[]) => ({
  exact: entry.path === '/' || menus.some((other) => other.path.startsWith(`${entry.path}/`)),
  includeSearch: false,
})
