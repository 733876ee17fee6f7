import { z } from 'zod'

/** Every permission there is, with what it lets a person do. A role is a set of these. */
export const permissions = {
  'statistics.read': 'See the dashboard and its figures',
  'frame.read': 'See frames',
  'frame.write': 'Create and change frames and their bills of materials',
  'item.read': 'See the catalogue',
  'item.write': 'Create and change catalogue items',
  'stock.read': 'See stock, locations and movements',
  'stock.write': 'Correct, transfer and count stock',
  'customer.read': "See everybody's customers",
  'customer.own': 'See one’s own customers',
  'customer.write': 'Create and change customers',
  'party.merge': 'Merge duplicate customers and suppliers',
  'salesOrder.read': "See everybody's sales orders",
  'salesOrder.own': 'See one’s own sales orders',
  'salesOrder.write': 'Create, change, confirm and cancel sales orders',
  'salesOrder.ship': 'Ship and deliver sales orders',
  'invoice.read': "See everybody's invoices",
  'invoice.own': 'See one’s own invoices',
  'invoice.write': 'Write invoices for what has shipped',
  'invoice.import': 'Import invoices from other systems',
  'supplier.read': 'See suppliers',
  'supplier.write': 'Create and change suppliers',
  'purchaseOrder.read': 'See and export purchase orders',
  'purchaseOrder.write': 'Raise, change, cancel and close purchase orders',
  'purchaseOrder.receive': 'Receive deliveries',
  'workOrder.read': 'See work orders',
  'workOrder.write': 'Create, change and cancel work orders',
  'workOrder.assign': 'Assign work orders to people',
  'workOrder.perform': 'Start and complete work orders',
  'workOrder.reopen': 'Reopen completed or cancelled work orders',
  'bom.read': 'See bills of materials',
  'bom.write': 'Add revisions of bills of materials',
  'productionOrder.read': 'See production orders',
  'productionOrder.write': 'Plan, release, hold, cancel and close production orders',
  'productionOrder.output': 'Record what production orders made',
  'productionOrder.settings': 'Change how production is set up',
  'task.read': "See everybody's tasks",
  'task.own': 'See one’s own tasks and those waiting for somebody',
  'task.assign': 'Give tasks to people, and act on the tasks of others',
  'task.assembly': 'Do assembly tasks',
  'task.glazing': 'Do glazing tasks',
  'task.installation': 'Do installation tasks',
  'activity.read': 'See the activity feed',
  'user.read': 'See users',
  'user.write': 'Create, change and deactivate users',
  'role.read': 'See roles and permissions',
  'role.write': 'Change roles and what they may do',
  'settings.write': 'Change what is said of the shop: name, address, currency',
  'apiKey.write': 'Create and revoke one’s own API keys',
  'apiKey.manage': 'See and revoke everybody’s API keys',
  'developer.tools': 'Use the data tools',
} as const

export type Permission = keyof typeof permissions
export const permissionNames = Object.keys(permissions) as [Permission, ...Permission[]]
export const Permission = z.enum(permissionNames)

const reads = permissionNames.filter(
  (name) => name.endsWith('.read') && !['user.read', 'role.read', 'activity.read'].includes(name),
)
const everything = permissionNames.filter((name) => name !== 'developer.tools')
const bench = ['frame.read', 'item.read', 'workOrder.read', 'task.own'] as const
const maker = ['productionOrder.read', 'productionOrder.output'] as const

/** The roles a new shop starts with; an administrator can change them. */
export const defaultRoles: Record<string, { name: string; description: string; permissions: readonly Permission[] }> = {
  SUPERADMIN: {
    name: 'Super administrator',
    description: 'Everything, data tools included',
    permissions: permissionNames,
  },
  ADMIN: { name: 'Administrator', description: 'Everything but the data tools', permissions: everything },
  MANAGER: {
    name: 'Manager',
    description: 'Inventory, catalogue, purchasing and work; reads all orders, approves',
    permissions: everything.filter(
      (name) => !['user.write', 'role.write', 'role.read', 'settings.write', 'apiKey.manage'].includes(name),
    ),
  },
  SALES_EXECUTIVE: {
    name: 'Sales executive',
    description: "Own customers' orders; reads the catalogue",
    permissions: [
      'frame.read',
      'item.read',
      'customer.own',
      'customer.write',
      'salesOrder.own',
      'salesOrder.write',
      'invoice.own',
      'invoice.write',
    ],
  },
  PURCHASER: {
    name: 'Purchaser',
    description: 'Purchase orders, deliveries and suppliers',
    permissions: [
      'statistics.read',
      'frame.read',
      'item.read',
      'stock.read',
      'supplier.read',
      'supplier.write',
      'purchaseOrder.read',
      'purchaseOrder.write',
      'purchaseOrder.receive',
    ],
  },
  PLANNER: {
    name: 'Planner',
    description: 'Production, work orders and machines',
    permissions: [
      'statistics.read',
      'frame.read',
      'frame.write',
      'item.read',
      'stock.read',
      'workOrder.read',
      'workOrder.write',
      'workOrder.assign',
      'workOrder.perform',
      'workOrder.reopen',
      'bom.read',
      'bom.write',
      'productionOrder.read',
      'productionOrder.write',
      'productionOrder.output',
      'task.read',
      'task.own',
      'task.assign',
      'activity.read',
      'user.read',
    ],
  },
  ASSEMBLER: {
    name: 'Assembler',
    description: 'Own assembly tasks; records what production orders made',
    permissions: [...bench, ...maker, 'task.assembly'],
  },
  GLAZER: {
    name: 'Glazer',
    description: 'Own glazing tasks; records what production orders made',
    permissions: [...bench, ...maker, 'task.glazing'],
  },
  INSTALLER: { name: 'Installer', description: 'Own installation tasks', permissions: [...bench, 'task.installation'] },
  QC: {
    name: 'Quality inspector',
    description: 'Inspections and non-conformances',
    permissions: [
      'frame.read',
      'item.read',
      'stock.read',
      'workOrder.read',
      'bom.read',
      'productionOrder.read',
      'task.read',
    ],
  },
  WAREHOUSE: {
    name: 'Warehouse',
    description: 'Picking, packing, stock and returns',
    permissions: [
      'frame.read',
      'item.read',
      'stock.read',
      'stock.write',
      'purchaseOrder.read',
      'purchaseOrder.receive',
      'supplier.read',
      'salesOrder.read',
      'salesOrder.ship',
      'invoice.read',
    ],
  },
  DRIVER: { name: 'Driver', description: 'Deliveries', permissions: ['frame.read'] },
  VIEWER: { name: 'Viewer', description: 'Reads', permissions: reads },
}

/** The role nobody may take the last holder away from. */
export const superadminRole = 'SUPERADMIN'
/** The role of somebody who registered themselves, until an administrator assigns one. */
export const registeredRole = 'VIEWER'
