import { UnstyledButton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconDots } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { phone } from '~/lib/breakpoints.ts'
import { lazyPart } from '~/lib/lazy-part.tsx'
import { useSession } from '~/lib/session.ts'
import { MenuIcon } from '../menu-icon.tsx'
import { activeMenu } from './active-menu.ts'
import classes from './app-shell.module.css'

const MoreMenus = lazyPart(() => import('./more-menus.tsx').then((part) => part.default))

const first = 4

/** On a phone: the first four menus in reach of a thumb, the others behind More. */
export function BottomBar() {
  const { menus } = useSession()
  const [open, setOpen] = useState(false)
  const narrow = useMediaQuery(phone, false, { getInitialValueInEffect: false })
  if (!narrow || menus.length === 0) return null
  return (
    <nav className={`${classes.bottom} fw-no-print`} aria-label="Main">
      {menus.slice(0, first).map((entry) => (
        <Link key={entry.key} to={entry.path} className={classes.tab} activeOptions={activeMenu(entry, menus)}>
          <MenuIcon name={entry.icon} size={22} />
          <span>{entry.label}</span>
        </Link>
      ))}
      {menus.length > first ? (
        <UnstyledButton className={classes.tab} onClick={() => setOpen(true)} aria-haspopup="dialog">
          <IconDots size={22} aria-hidden />
          <span>More</span>
        </UnstyledButton>
      ) : null}
      {open ? <MoreMenus menus={menus.slice(first)} onClose={() => setOpen(false)} /> : null}
    </nav>
  )
}
