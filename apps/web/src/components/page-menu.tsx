import { Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { PageAction } from './page-header.tsx'

/** A page's further actions as a menu. Loaded when it is first opened, and therefore open from the start. */
export default function PageMenu({ actions, target }: { actions: readonly PageAction[]; target: ReactElement }) {
  return (
    <Menu position="bottom-end" defaultOpened>
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown>
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
