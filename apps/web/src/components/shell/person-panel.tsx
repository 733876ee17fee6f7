import { Popover, SegmentedControl, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { IconKeyboard, IconLogout, IconUser } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { personName, signOut, useSession } from '~/lib/session.ts'
import { useStore } from '~/lib/store.ts'
import { type Density, density, setDensity } from '~/theme.ts'
import { openShortcuts } from '../shortcuts-store.ts'
import classes from './app-shell.module.css'

interface Props {
  opened: boolean
  onChange: (opened: boolean) => void
  /** The button it hangs from. */
  target: ReactElement
}

/** What the person menu opens: profile, shortcuts, settings, sign out. Loaded at the first use. */
export default function PersonPanel({ opened, onChange, target }: Props) {
  const { user } = useSession()
  const close = () => onChange(false)
  return (
    <Popover opened={opened} onChange={onChange} position="bottom-end" width={248} shadow="md" trapFocus returnFocus>
      <Popover.Target>{target}</Popover.Target>
      <Popover.Dropdown p={8} aria-label="Profile and settings">
        <div style={{ padding: '4px 10px 8px' }}>
          <Text size="sm" fw={550}>
            {personName(user)}
          </Text>
          <Text size="xs" c="dimmed">
            {user.roleAssigned ? user.role.name : 'Waiting for a role'}
          </Text>
        </div>
        <Link to="/profile" className={classes.link} onClick={close}>
          <IconUser size={18} aria-hidden /> Profile
        </Link>
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
