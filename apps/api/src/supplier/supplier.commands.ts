import { DomainError } from '@framewright/contracts/errors'
import type { SupplierCommands, SupplierQueries } from '@framewright/contracts/supplier/supplier.service'
import type { Deps } from '../core/deps.ts'
import { definedOnly } from '../core/objects.ts'
import { requireVersion } from '../core/versions.ts'
import { importCsv } from '../import/import-csv.ts'
import { kinds } from '../import/kinds.ts'
import { insertWithMadeCode } from './supplier.code.ts'
import { mergeSuppliers } from './supplier.merge.ts'
import { lockSupplier, requireFreeCode } from './supplier.rows.ts'

export function supplierCommands(deps: Deps, queries: SupplierQueries): SupplierCommands {
  const { commands } = deps
  return {
    import: (call, input) => importCsv(deps, call, kinds.supplier, input),

    create(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const { code, ...supplier } = input
          if (code !== undefined) await requireFreeCode(tx, code)
          const made =
            code === undefined
              ? await insertWithMadeCode(tx, supplier)
              : await tx.supplier.create({ data: { code, ...supplier }, select: { id: true, code: true } })
          emit({ entity: 'supplier', id: made.id, what: 'created', payload: { code: made.code, name: input.name } })
          return { id: made.id }
        },
        (supplier) => queries.get(call, supplier),
      )
    },

    update(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const current = await lockSupplier(tx, input.id)
          requireVersion(input.version, current.version)
          const { id, version: _, ...fields } = input
          if (fields.code !== undefined && fields.code.toLowerCase() !== current.code.toLowerCase())
            await requireFreeCode(tx, fields.code)
          const changes = definedOnly(fields)
          if (Object.keys(changes).length === 0) return { id }
          await tx.supplier.update({ where: { id }, data: { ...changes, version: { increment: 1 } } })
          emit({ entity: 'supplier', id, what: 'updated', payload: { changed: Object.keys(changes) } })
          return { id }
        },
        (supplier) => queries.get(call, supplier),
      )
    },

    remove(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const { id, code, name } = await lockSupplier(tx, input.id)
          const order = await tx.purchaseOrder.findFirst({ where: { supplierId: id }, select: { number: true } })
          if (order !== null) {
            throw new DomainError(
              'CONFLICT',
              `${name} has purchase orders (${order.number} for one), so it cannot be deleted. Deactivate it instead: it then takes no new orders.`,
              { entity: 'supplier', id, referredBy: 'purchaseOrder', number: order.number },
            )
          }
          await tx.supplier.delete({ where: { id } })
          emit({ entity: 'supplier', id, what: 'removed', payload: { code, name } })
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
          await mergeSuppliers(tx, emit, input)
          return { id: input.id }
        },
        (supplier) => queries.get(call, supplier),
      )
    },
  }
}
