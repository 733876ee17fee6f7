import { Avatar, Popover, SegmentedControl, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { IconKey, IconKeyboard, IconLogout, IconUser } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { personName, signOut, useSession } from '~/lib/session.ts'
import { useStore } from '~/lib/store.ts'
import { type Density, density, setDensity } from '~/theme.ts'
import { openShortcuts } from '../shortcuts-store.ts'
import classes from './app-shell.module.css'

/** Oneself: profile, light or dark, dense or roomy, shortcuts, sign out. */
export function PersonMenu() {
  const { user, permissions } = useSession()
  const [open, setOpen] = useState(false)
  const name = personName(user)
  const close = () => setOpen(false)
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={248} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.person}
          aria-label={`${name}: profile and settings`}
          onClick={() => setOpen((was) => !was)}
        >
          <Avatar size={30} radius="xl" color="glass" variant="light" aria-hidden>
            {initials(name)}
          </Avatar>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label="Profile and settings">
        <div style={{ padding: '4px 10px 8px' }}>
          <Text size="sm" fw={550}>
            {name}
          </Text>
          <Text size="xs" c="dimmed">
            {user.roleAssigned ? user.role.name : 'Waiting for a role'}
          </Text>
        </div>
        <Link to="/profile" className={classes.link} onClick={close}>
          <IconUser size={18} aria-hidden /> Profile
        </Link>
        {permissions.has('apiKey.write') ? (
          <Link to="/api-keys" className={classes.link} onClick={close}>
            <IconKey size={18} aria-hidden /> API keys
          </Link>
        ) : null}
        <UnstyledButton
          className={classes.link}
          w="100%"
          onClick={() => {
            close()
            openShortcuts()
          }}
        >
          <IconKeyboard size={18} aria-hidden /> Keyboard shortcuts
        </UnstyledButton>
        <Settings />
        <UnstyledButton className={classes.link} w="100%" onClick={() => void signOut()}>
          <IconLogout size={18} aria-hidden /> Sign out
        </UnstyledButton>
      </Popover.Dropdown>
    </Popover>
  )
}

/** Light or dark, dense or roomy; both remembered in this browser. */
function Settings() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const chosen = useStore(density)
  return (
    <div className={classes.settings}>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label="Colours"
        value={colorScheme}
        onChange={(value) => setColorScheme(value as typeof colorScheme)}
        data={[
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
          { value: 'auto', label: 'Auto' },
        ]}
      />
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label="Density"
        value={chosen}
        onChange={(value) => setDensity(value as Density)}
        data={[
          { value: 'dense', label: 'Dense' },
          { value: 'roomy', label: 'Roomy' },
        ]}
      />
    </div>
  )
}

const initials = (name: string) =>
  name
    .split(/[\s._-]+/)
    .slice(0, 2)
    .map((part) => part.charAt(0).toUpperCase())
    .join('')
