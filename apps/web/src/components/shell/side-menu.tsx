import type { MenuEntry } from '@framewright/contracts/auth/auth.schema'
import { UnstyledButton } from '@mantine/core'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useSession } from '~/lib/session.ts'
import { MenuIcon } from '../menu-icon.tsx'
import { activeMenu } from './active-menu.ts'
import classes from './app-shell.module.css'
import { BrandMark } from './brand-mark.tsx'

/** The menus this person may use, by group; collapses to icons. */
export function SideMenu({ collapsed, onToggle }: { collapsed: boolean; onToggle: () => void }) {
  const { menus } = useSession()
  const Toggle = collapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  return (
    <nav className={`${classes.menu} fw-no-print`} aria-label="Main">
      <Link to="/" className={`${classes.brand} fw-plain-link`} aria-label="Framewright, home">
        <BrandMark />
        {collapsed ? null : 'Framewright'}
      </Link>
      <div className={classes.links}>
        {grouped(menus).map(([group, entries]) => (
          <div key={group}>
            <div className={classes.group} aria-hidden>
              {group}
            </div>
            <ul aria-label={group} className={classes.entries}>
              {entries.map((entry) => (
                <li key={entry.key}>
                  {' '}
                  <Link
                    to={entry.path}
                    className={classes.link}
                    activeOptions={activeMenu(entry, menus)}
                    aria-label={collapsed ? entry.label : undefined}
                    title={collapsed ? entry.label : undefined}
                  >
                    <MenuIcon name={entry.icon} />
                    {collapsed ? null : entry.label}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
      <div className={classes.collapse}>
        <UnstyledButton
          className={classes.link}
          onClick={onToggle}
          w="100%"
          aria-label={collapsed ? 'Expand the menu' : 'Collapse the menu'}
          aria-expanded={!collapsed}
        >
          <Toggle size={20} stroke={1.7} aria-hidden />
          {collapsed ? null : 'Collapse'}
        </UnstyledButton>
      </div>
    </nav>
  )
}

function grouped(menus: readonly MenuEntry[]): [string, MenuEntry[]][] {
  return [...Map.groupBy(menus, (menu) => menu.group)]
}
