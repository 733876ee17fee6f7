import { Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { cloneElement, type ReactElement, useEffect, useState } from 'react'
import type { PageAction } from './page-header.tsx'

interface Props {
  actions: readonly PageAction[]
  target: ReactElement<{ autoFocus?: boolean }>
  position?: 'bottom-end' | 'top-end'
  title?: string
}

/** A page's further actions as a menu. Loaded when it is first opened, and therefore opens by itself. */
export default function PageMenu({ actions, target, position = 'bottom-end', title }: Props) {
  const [opened, setOpened] = useState(false)
  // Opened once the button that replaces the pressed one has its focus, so that closing gives it back.
  useEffect(() => setOpened(true), [])
  return (
    <Menu position={position} opened={opened} onChange={setOpened}>
      <Menu.Target>{cloneElement(target, { autoFocus: true })}</Menu.Target>
      <Menu.Dropdown>
        {title === undefined ? null : <Menu.Label>{title}</Menu.Label>}
        {actions.map((action) => {
          const { icon: Icon } = action
          const look = {
            leftSection: Icon ? <Icon size={16} aria-hidden /> : undefined,
            ...(action.danger ? { color: 'red' } : {}),
          }
          return action.to === undefined ? (
            <Menu.Item key={action.label} {...look} onClick={action.run}>
              {action.label}
            </Menu.Item>
          ) : (
            <Menu.Item key={action.label} {...look} component={Link} to={action.to}>
              {action.label}
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
