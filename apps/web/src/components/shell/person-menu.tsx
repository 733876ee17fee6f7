import { Avatar, Menu, SegmentedControl, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { IconKeyboard, IconLogout, IconUser } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { personName, signOut, useSession } from '~/lib/session.ts'
import { useStore } from '~/lib/store.ts'
import { type Density, density, setDensity } from '~/theme.ts'
import { openShortcuts } from '../shortcuts-store.ts'
import classes from './app-shell.module.css'

/** Oneself: profile, light or dark, dense or roomy, shortcuts, sign out. */
export function PersonMenu() {
  const { user } = useSession()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const chosen = useStore(density)
  const name = personName(user)
  return (
    <Menu position="bottom-end" width={248} closeOnItemClick>
      <Menu.Target>
        <UnstyledButton className={classes.person} aria-label={`${name}: profile and settings`}>
          <Avatar size={30} radius="xl" color="glass" variant="light" name={name} alt="">
            {initials(name)}
          </Avatar>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div style={{ padding: '6px 12px 8px' }}>
          <Text size="sm" fw={550}>
            {name}
          </Text>
          <Text size="xs" c="dimmed">
            {user.roleAssigned ? user.role.name : 'Waiting for a role'}
          </Text>
        </div>
        <Menu.Item component={Link} to="/profile" leftSection={<IconUser size={16} aria-hidden />}>
          Profile
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={openShortcuts}>
          Keyboard shortcuts
        </Menu.Item>
        <Menu.Divider />
        <div style={{ padding: '4px 12px 10px', display: 'grid', gap: 8 }}>
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
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

const initials = (name: string) =>
  name
    .split(/[\s._-]+/)
    .slice(0, 2)
    .map((part) => part.charAt(0).toUpperCase())
    .join('')
