import type { MenuEntry } from '../auth/auth.schema.ts'
import type { Caller } from '../core/context.ts'
import { type Access, mayCall } from '../core/procedure.ts'
import { reports } from '../report/report.kinds.ts'

/** The navigation, in order, each entry with who may use it. */
export const menus: readonly (MenuEntry & { permission: Access })[] = [
  { key: 'home', label: 'Home', icon: 'home', path: '/', group: 'Overview', permission: 'statistics.read' },
  {
    key: 'production-overview',
    label: 'Production overview',
    icon: 'chart-bar',
    path: '/production',
    group: 'Overview',
    // Its figures, which not everybody who reads an order sees.
    permission: 'statistics.read',
  },
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
    key: 'production-orders',
    label: 'Production',
    icon: 'building-factory',
    path: '/production-orders',
    group: 'Shop floor',
    permission: 'productionOrder.read',
  },
  {
    key: 'boms',
    label: 'Bills of materials',
    icon: 'hierarchy',
    path: '/boms',
    group: 'Shop floor',
    permission: 'bom.read',
  },
  {
    key: 'schedule',
    label: 'Schedule',
    icon: 'calendar-time',
    path: '/schedule',
    group: 'Shop floor',
    permission: 'machine.read',
  },
  {
    key: 'machines',
    label: 'Machines',
    icon: 'settings-automation',
    path: '/machines',
    group: 'Shop floor',
    permission: 'machine.read',
  },
  {
    key: 'warehouse',
    label: 'Warehouse',
    icon: 'barcode',
    path: '/warehouse',
    group: 'Warehouse',
    permission: ['fulfilment.pick', 'fulfilment.pack', 'fulfilment.deliver'],
  },
  {
    key: 'dispatch',
    label: 'Dispatch board',
    icon: 'truck-delivery',
    path: '/dispatch',
    group: 'Warehouse',
    permission: 'fulfilment.read',
  },
  {
    key: 'fulfilments',
    label: 'Fulfilments',
    icon: 'package-export',
    path: '/fulfilments',
    group: 'Warehouse',
    permission: ['fulfilment.read', 'fulfilment.write', 'salesOrder.own', 'invoice.own'],
  },
  {
    key: 'returns',
    label: 'Returns',
    icon: 'package-import',
    path: '/returns',
    group: 'Warehouse',
    permission: [
      'customerReturn.read',
      'customerReturn.approve',
      'customerReturn.handle',
      'salesOrder.own',
      'invoice.own',
    ],
  },
  {
    key: 'quality',
    label: 'Quality',
    icon: 'chart-bar',
    path: '/quality',
    group: 'Quality',
    permission: 'inspection.read',
  },
  {
    key: 'inspect',
    label: 'Inspect',
    icon: 'ruler-measure',
    path: '/inspect',
    group: 'Quality',
    permission: 'inspection.write',
  },
  {
    key: 'inspections',
    label: 'Inspections',
    icon: 'clipboard-check',
    path: '/quality/inspections',
    group: 'Quality',
    permission: 'inspection.read',
  },
  {
    key: 'non-conformances',
    label: 'Non-conformances',
    icon: 'alert-triangle',
    path: '/quality/ncr',
    group: 'Quality',
    permission: 'nonConformance.read',
  },
  {
    key: 'inspection-plans',
    label: 'Plans',
    icon: 'list-check',
    path: '/quality/plans',
    group: 'Quality',
    permission: 'inspection.read',
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
    key: 'invoices',
    label: 'Invoices',
    icon: 'file-invoice',
    path: '/invoices',
    group: 'Sales',
    permission: ['invoice.read', 'invoice.own'],
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
  // Behind what is opened all day, so that a phone's bar keeps those; the menu shows it with its group.
  {
    key: 'reports',
    label: 'Reports',
    icon: 'file-invoice',
    path: '/reports',
    group: 'Overview',
    // Whoever may see one of them.
    permission: Object.values(reports).flatMap(({ permission }) => permission),
  },
  { key: 'users', label: 'Users', icon: 'users', path: '/users', group: 'Administration', permission: 'user.read' },
  { key: 'roles', label: 'Roles', icon: 'shield', path: '/roles', group: 'Administration', permission: 'role.read' },
  {
    key: 'organisation',
    label: 'Organisation',
    icon: 'sitemap',
    path: '/organisation',
    group: 'Administration',
    permission: 'user.write',
  },
  {
    key: 'system',
    label: 'System',
    icon: 'activity-heartbeat',
    path: '/system',
    group: 'Administration',
    permission: 'system.health',
  },
  {
    key: 'developer',
    label: 'Data tools',
    icon: 'database',
    path: '/developer',
    group: 'Administration',
    permission: 'developer.tools',
  },
  {
    key: 'menu-access',
    label: 'Menus',
    icon: 'layout-sidebar',
    path: '/menu-access',
    group: 'Administration',
    permission: 'role.write',
  },
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

/** The keys of the menus, for whatever is kept about one. */
export const menuKeys = menus.map((menu) => menu.key) as [string, ...string[]]

/** Whether somebody's permissions lead anywhere behind a menu. Somebody who registered themselves waits for a role first. */
export function opensMenu(
  { permission }: { permission: Access },
  caller: Pick<Caller, 'permissions' | 'roleAssigned'>,
): boolean {
  return caller.roleAssigned && mayCall(permission, caller as Caller)
}

/** The navigation of one person: what their permissions open and nobody has hidden from them. */
export function menusFor(
  caller: Pick<Caller, 'permissions' | 'roleAssigned'>,
  hidden: ReadonlySet<string> = new Set(),
): MenuEntry[] {
  return menus
    .filter((menu) => opensMenu(menu, caller) && !hidden.has(menu.key))
    .map(({ permission: _, ...entry }) => entry)
}
