import { type Permission, permissions } from '@framewright/contracts/permissions'

export interface PermissionGroup {
  /** The part before the point: "purchaseOrder". */
  domain: string
  /** How a person calls it. */
  title: string
  permissions: readonly { name: Permission; description: string }[]
}

const titles: Record<string, string> = {
  statistics: 'Dashboard',
  frame: 'Frames',
  item: 'Catalogue',
  stock: 'Stock',
  customer: 'Customers',
  party: 'Duplicates',
  salesOrder: 'Sales orders',
  supplier: 'Suppliers',
  purchaseOrder: 'Purchase orders',
  workOrder: 'Work orders',
  bom: 'Bills of materials',
  productionOrder: 'Production orders',
  machine: 'Machines',
  task: 'Tasks',
  activity: 'Activity',
  user: 'Users',
  role: 'Roles',
  invoice: 'Invoices',
  fulfilment: 'Fulfilments',
  customerReturn: 'Returns',
  inspection: 'Inspections',
  nonConformance: 'Non-conformances',
  badge: 'Badges',
  settings: 'Settings',
  apiKey: 'API keys',
  system: 'System',
  developer: 'Data tools',
}

/** Every permission, by what it is about, in the order of the contract. A new one is there at once. */
export const permissionGroups: readonly PermissionGroup[] = groupsOf(permissions)

function groupsOf(all: Readonly<Record<string, string>>): PermissionGroup[] {
  const groups = new Map<string, { name: Permission; description: string }[]>()
  for (const [name, description] of Object.entries(all)) {
    const [domain = name] = name.split('.')
    const group = groups.get(domain) ?? []
    groups.set(domain, [...group, { name: name as Permission, description }])
  }
  return [...groups].map(([domain, own]) => ({ domain, title: titles[domain] ?? domain, permissions: own }))
}

/** All permissions in the order they stand on the screen. */
export const permissionOrder: readonly Permission[] = permissionGroups.flatMap((group) =>
  group.permissions.map((permission) => permission.name),
)

/** The chosen set with some switched on or off; those that may not be switched stay as they are. */
export function switched(
  chosen: ReadonlySet<Permission>,
  some: readonly Permission[],
  on: boolean,
  may: (permission: Permission) => boolean,
): Set<Permission> {
  const next = new Set(chosen)
  for (const permission of some.filter(may)) {
    if (on) next.add(permission)
    else next.delete(permission)
  }
  return next
}

/** What stands between two permissions on the screen, both included, whichever comes first. */
export function between(a: Permission, b: Permission): Permission[] {
  const [from, to] = [permissionOrder.indexOf(a), permissionOrder.indexOf(b)].sort((x, y) => x - y)
  return permissionOrder.slice(from, (to ?? 0) + 1)
}

/** What a permission lets one do, in a sentence's words. */
export const permissionTitle = (permission: Permission): string => permissions[permission]
