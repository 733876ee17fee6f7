import { UnstyledButton } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import { pageTitle } from '~/lib/page-title.ts'
import { useSession } from '~/lib/session.ts'
import { useStore } from '~/lib/store.ts'
import { openPalette, preparePalette } from '../command-palette/palette-store.ts'
import classes from './app-shell.module.css'
import { LiveIndicator } from './live-indicator.tsx'
import { PersonMenu } from './person-menu.tsx'

/** Where one is, search everything, whether the screen is live, and oneself. */
export function TopBar() {
  return (
    <header className={`${classes.top} fw-no-print`}>
      <Breadcrumb />
      <UnstyledButton className={classes.searchBox} onClick={openPalette} onPointerEnter={preparePalette}>
        <IconSearch size={16} aria-hidden />
        <span>Search</span>
        <kbd>Ctrl K</kbd>
      </UnstyledButton>
      <LiveIndicator />
      <PersonMenu />
    </header>
  )
}

/** The menu one is in, and the document when it is not the menu's own page. */
function Breadcrumb() {
  const { menus } = useSession()
  const path = useLocation({ select: (location) => location.pathname })
  const title = useStore(pageTitle)
  const menu = menus
    .filter((entry) => path === entry.path || (entry.path !== '/' && path.startsWith(`${entry.path}/`)))
    .sort((a, b) => b.path.length - a.path.length)[0]
  const deeper = menu === undefined || path !== menu.path
  return (
    <nav className={classes.crumbs} aria-label="Breadcrumb">
      <ol>
        {menu ? (
          <li>
            {deeper ? (
              <Link to={menu.path} activeOptions={{ exact: true }}>
                {menu.label}
              </Link>
            ) : (
              <span aria-current="page" className="fw-truncate">
                {menu.label}
              </span>
            )}
          </li>
        ) : null}
        {deeper && title ? (
          <li>
            <span aria-current="page" className="fw-truncate">
              {title}
            </span>
          </li>
        ) : null}
      </ol>
    </nav>
  )
}
