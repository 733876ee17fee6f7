import type { MenuEntry } from '../auth/auth.schema.ts'
import type { Caller } from '../core/context.ts'
import { type Access, mayCall } from '../core/procedure.ts'

/** The navigation, in order, each entry with who may use it. */
export const menus: readonly (MenuEntry & { permission: Access })[] = [
  { key: 'home', label: 'Home', icon: 'home', path: '/', group: 'Overview', permission: 'statistics.read' },
  {
    key: 'bench',
    label: 'Bench',
    icon: 'tool',
    path: '/bench',
    group: 'Shop floor',
    permission: ['task.assembly', 'task.glazing', 'task.installation'],
  },
  { key: 'tasks', label: 'Tasks', icon: 'checklist', path: '/tasks', group: 'Shop floor', permission: 'task.read' },
  {
    key: 'work-orders',
    label: 'Work orders',
    icon: 'clipboard',
    path: '/work-orders',
    group: 'Shop floor',
    permission: 'workOrder.read',
  },
  {
    key: 'sales-orders',
    label: 'Sales orders',
    icon: 'receipt',
    path: '/sales-orders',
    group: 'Sales',
    permission: ['salesOrder.read', 'salesOrder.own'],
  },
  {
    key: 'customers',
    label: 'Customers',
    icon: 'address-book',
    path: '/customers',
    group: 'Sales',
    permission: ['customer.read', 'customer.own'],
  },
  { key: 'frames', label: 'Frames', icon: 'window', path: '/frames', group: 'Catalogue', permission: 'frame.read' },
  { key: 'items', label: 'Items', icon: 'packages', path: '/items', group: 'Catalogue', permission: 'item.read' },
  { key: 'stock', label: 'Stock', icon: 'stack', path: '/stock', group: 'Stock', permission: 'stock.read' },
  {
    key: 'stock-counts',
    label: 'Counts',
    icon: 'list-numbers',
    path: '/stock-counts',
    group: 'Stock',
    permission: 'stock.read',
  },
  {
    key: 'reorder',
    label: 'Reorder',
    icon: 'refresh-alert',
    path: '/reorder',
    group: 'Stock',
    // Reading what to reorder is stock's, raising the orders is purchasing's: the page needs both.
    permission: 'purchaseOrder.write',
  },
  {
    key: 'purchase-orders',
    label: 'Purchase orders',
    icon: 'shopping-cart',
    path: '/purchase-orders',
    group: 'Purchasing',
    permission: 'purchaseOrder.read',
  },
  {
    key: 'suppliers',
    label: 'Suppliers',
    icon: 'truck',
    path: '/suppliers',
    group: 'Purchasing',
    permission: 'supplier.read',
  },
  { key: 'users', label: 'Users', icon: 'users', path: '/users', group: 'Administration', permission: 'user.read' },
  { key: 'roles', label: 'Roles', icon: 'shield', path: '/roles', group: 'Administration', permission: 'role.read' },
  {
    key: 'activity',
    label: 'Activity',
    icon: 'activity',
    path: '/activity',
    group: 'Administration',
    permission: 'activity.read',
  },
  {
    key: 'settings',
    label: 'Settings',
    icon: 'settings',
    path: '/settings',
    group: 'Administration',
    permission: 'settings.write',
  },
]

/** The navigation of one person. Somebody who registered themselves has none until a role is assigned. */
export function menusFor(caller: Pick<Caller, 'permissions' | 'roleAssigned'>): MenuEntry[] {
  if (!caller.roleAssigned) return []
  return menus.filter((menu) => mayCall(menu.permission, caller as Caller)).map(({ permission: _, ...entry }) => entry)
}
