import type { CustomerCommands, CustomerQueries } from '@framewright/contracts/customer/customer.service'
import { DomainError } from '@framewright/contracts/errors'
import type { Deps } from '../core/deps.ts'
import { definedOnly } from '../core/objects.ts'
import { requireVersion } from '../core/versions.ts'
import { importCsv } from '../import/import-csv.ts'
import { kinds } from '../import/kinds.ts'
import { insertWithMadeCode } from './customer.code.ts'
import { mergeCustomers } from './customer.merge.ts'
import { lockCustomer, requireFreeCode, requireOwner } from './customer.rows.ts'
import { seesOwnOnly } from './customer.sql.ts'

export function customerCommands(deps: Deps, queries: CustomerQueries): CustomerCommands {
  const { commands } = deps
  return {
    import: (call, input) => importCsv(deps, call, kinds.customer, input, seesOwnOnly(call.caller)),

    create(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const { code, ownerId: owner, ...fields } = input
          const ownerId = owner === undefined ? call.caller.userId : owner
          await requireOwner(tx, call.caller, ownerId)
          if (code !== undefined) await requireFreeCode(tx, code)
          const customer = { ...fields, ownerId }
          const made =
            code === undefined
              ? await insertWithMadeCode(tx, customer)
              : await tx.customer.create({ data: { code, ...customer }, select: { id: true, code: true } })
          const payload = { code: made.code, name: input.name }
          emit({ entity: 'customer', id: made.id, what: 'created', ownerId, payload })
          return { id: made.id }
        },
        (customer) => queries.get(call, customer),
      )
    },

    update(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const current = await lockCustomer(tx, call.caller, input.id)
          requireVersion(input.version, current.version)
          const { id, version: _, ...fields } = input
          if (fields.code !== undefined && fields.code.toLowerCase() !== current.code.toLowerCase())
            await requireFreeCode(tx, fields.code)
          const ownerId = fields.ownerId === undefined ? current.ownerId : fields.ownerId
          if (ownerId !== current.ownerId) await requireOwner(tx, call.caller, ownerId)
          const changes = definedOnly(fields)
          if (Object.keys(changes).length === 0) return { id }
          await tx.customer.update({ where: { id }, data: { ...changes, version: { increment: 1 } } })
          emit({ entity: 'customer', id, what: 'updated', ownerId, payload: { changed: Object.keys(changes) } })
          return { id }
        },
        (customer) => queries.get(call, customer),
      )
    },

    remove(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const { id, code, name, ownerId } = await lockCustomer(tx, call.caller, input.id)
          const order = await tx.salesOrder.findFirst({ where: { customerId: id }, select: { number: true } })
          if (order !== null) {
            throw new DomainError(
              'CONFLICT',
              `${name} has sales orders (${order.number} for one), so it cannot be deleted. Deactivate it instead: it then takes no new orders.`,
              { entity: 'customer', id, referredBy: 'salesOrder', number: order.number },
            )
          }
          const invoice = await tx.invoice.findFirst({ where: { customerId: id }, select: { invoiceNo: true } })
          if (invoice !== null) {
            throw new DomainError(
              'CONFLICT',
              `${name} has invoices (${invoice.invoiceNo} for one), so it cannot be deleted. Deactivate it instead: it then takes no new orders.`,
              { entity: 'customer', id, referredBy: 'invoice', number: invoice.invoiceNo },
            )
          }
          await tx.customer.delete({ where: { id } })
          emit({ entity: 'customer', id, what: 'removed', ownerId, payload: { code, name } })
          return {}
        },
        async () => ({ ok: true as const }),
      )
    },

    merge(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          await mergeCustomers(tx, call.caller, emit, input)
          return { id: input.id }
        },
        (customer) => queries.get(call, customer),
      )
    },
  }
}
