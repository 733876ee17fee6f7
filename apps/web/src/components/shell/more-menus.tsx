import type { MenuEntry } from '@framewright/contracts/auth/auth.schema'
import { Drawer, Stack } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { MenuIcon } from '../menu-icon.tsx'
import classes from './app-shell.module.css'

/** The menus that found no place in the bottom bar. */
export default function MoreMenus({ menus, onClose }: { menus: readonly MenuEntry[]; onClose: () => void }) {
  return (
    <Drawer opened onClose={onClose} position="bottom" size="auto" title="Menu">
      <Stack gap={2} pb="md">
        {menus.map((entry) => (
          <Link key={entry.key} to={entry.path} className={classes.link} style={{ height: 48 }} onClick={onClose}>
            <MenuIcon name={entry.icon} />
            {entry.label}
          </Link>
        ))}
      </Stack>
    </Drawer>
  )
}
