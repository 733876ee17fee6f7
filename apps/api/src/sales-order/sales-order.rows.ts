import type { Call, Caller } from '@framewright/contracts/core/context'
import { DomainError, forbidden, notFound, ruleViolated } from '@framewright/contracts/errors'
import type { SalesOrderStatus } from '@framewright/contracts/sales-order/sales-order.lifecycle'
import { type Given, statement } from '../core/prepared.ts'
import { build, type Tx } from '../core/sql.ts'
import { permissionsOf } from '../role/permission-sets.ts'
import { seesOwnOnly } from './sales-order.sql.ts'

/** A sales order as a command sees it, locked. */
export interface LockedSalesOrder {
  id: number
  number: string
  status: SalesOrderStatus
  customerId: number
  ownerId: number | null
  version: number
}

/** Holds the order's row until the transaction ends. One that is not the caller's to see is not found. */
export async function lockSalesOrder(tx: Tx, caller: Caller, id: number): Promise<LockedSalesOrder> {
  const [order] = await lockById(tx, { id })
  if (order === undefined || (seesOwnOnly(caller) && order.ownerId !== caller.userId)) throw notFound('sales order', id)
  return order
}

const lockById = statement((_, given: Given<{ id: number }>) =>
  build
    .selectFrom('sales_order')
    .select(['id', 'number', 'status', 'customer_id as customerId', 'owner_id as ownerId', 'version'])
    .where('id', '=', given('id'))
    .forNoKeyUpdate(),
)

/** Whose the order will be: the caller's, or somebody else's who may sell, where the caller sees all orders. */
export async function ownerOf(tx: Tx, { caller }: Call, ownerId: number | undefined): Promise<number> {
  if (ownerId === undefined || ownerId === caller.userId) return caller.userId
  if (seesOwnOnly(caller)) throw forbidden('You may sell only in your own name.', 'salesOrder.read')
  const user = await tx.user.findUnique({
    where: { id: ownerId },
    select: { active: true, role: { select: { code: true, permissions: true } } },
  })
  if (user?.active !== true) throw missing('ownerId', `There is no active user ${ownerId}`)
  if (!permissionsOf(user.role.code, user.role.permissions).includes('salesOrder.write'))
    throw missing('ownerId', 'This person may not sell')
  return ownerId
}

/** A customer the caller may sell to. */
export async function requireCustomer(tx: Tx, call: Call, customerId: number): Promise<void> {
  const [customer] = await customerById(tx, { id: customerId })
  requireSellable(call, customerId, customer)
}

/** @throws DomainError where the caller may not sell to the customer that was found under this identifier. */
export function requireSellable(
  { caller }: Call,
  customerId: number,
  customer: { active: boolean; name: string; ownerId: number | null } | undefined,
): void {
  const mine = caller.permissions.has('customer.read') || customer?.ownerId === caller.userId
  if (customer === undefined || !mine) throw missing('customerId', `There is no customer ${customerId}`)
  if (!customer.active)
    throw ruleViolated('customer.inactive', `${customer.name} is no longer an active customer.`, { customerId })
}

const customerById = statement((_, given: Given<{ id: number }>) =>
  build.selectFrom('customer').select(['active', 'name', 'owner_id as ownerId']).where('id', '=', given('id')),
)

function missing(path: string, message: string): DomainError<'INVALID_INPUT'> {
  return new DomainError('INVALID_INPUT', `${path}: ${message}`, { fields: [{ path, message }] })
}
