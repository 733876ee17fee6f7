import type { Permission } from '@framewright/contracts/permissions'
import type { SpotlightActionGroupData } from '@mantine/spotlight'
import { IconPlus } from '@tabler/icons-react'
import { useSession } from '~/lib/session.ts'
import { MenuIcon } from '../menu-icon.tsx'

const creations: readonly { label: string; path: string; permission: Permission }[] = [
  { label: 'New sales order', path: '/sales-orders/new', permission: 'salesOrder.write' },
  { label: 'New work order', path: '/work-orders/new', permission: 'workOrder.write' },
  { label: 'New production order', path: '/production-orders/new', permission: 'productionOrder.write' },
  { label: 'New purchase order', path: '/purchase-orders/new', permission: 'purchaseOrder.write' },
  { label: 'New frame', path: '/frames/new', permission: 'frame.write' },
]

const matches = (label: string, query: string) => label.toLowerCase().includes(query.trim().toLowerCase())

/** The menus and the things one can begin, as far as this person may. */
export function usePlaces(query: string, go: (path: string) => void): SpotlightActionGroupData[] {
  const { menus, permissions } = useSession()
  const actions = creations.filter((one) => permissions.has(one.permission) && matches(one.label, query))
  const places = [...menus, profile].filter((menu) => matches(menu.label, query))
  return [
    {
      group: 'Actions',
      actions: actions.map((one) => ({
        id: one.path,
        label: one.label,
        leftSection: <IconPlus size={18} aria-hidden />,
        onClick: () => go(one.path),
      })),
    },
    {
      group: 'Go to',
      actions: places.map((menu) => ({
        id: `menu:${menu.path}`,
        label: menu.label,
        leftSection: <MenuIcon name={menu.icon} size={18} />,
        onClick: () => go(menu.path),
      })),
    },
  ].filter((group) => group.actions.length > 0)
}

const profile = { label: 'Profile', path: '/profile', icon: 'users' }
