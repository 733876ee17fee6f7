import type { CategoryCommands, CategoryQueries } from '@framewright/contracts/category/category.service'
import { DomainError } from '@framewright/contracts/errors'
import type { Deps } from '../core/deps.ts'
import type { Tx } from '../core/sql.ts'
import { requireVersion } from '../core/versions.ts'
import {
  type LockedCategory,
  lockCategory,
  lockTree,
  requireFreeName,
  requireNoCircle,
  requireParent,
} from './category.rows.ts'

export function categoryCommands({ commands }: Deps, queries: CategoryQueries): CategoryCommands {
  return {
    create(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const data = { name: input.name, parentId: input.parentId ?? null }
          await lockTree(tx)
          await requireParent(tx, data.parentId)
          await requireFreeName(tx, data)
          const { id, path } = await tx.category.create({ data, select: { id: true, path: true } })
          emit({ entity: 'category', id, what: 'created', payload: { path } })
          return { id }
        },
        (category) => queries.get(call, category),
      )
    },

    update(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          await lockTree(tx)
          const current = await lockCategory(tx, input.id)
          requireVersion(input.version, current.version)
          const { id } = current
          const name = input.name ?? current.name
          const parentId = input.parentId === undefined ? current.parentId : input.parentId
          if (name === current.name && parentId === current.parentId) return { id }
          await requireParent(tx, parentId)
          await requireNoCircle(tx, current, parentId)
          await requireFreeName(tx, { id, name, parentId })
          const { path } = await tx.category.update({
            where: { id },
            data: { name, parentId, version: { increment: 1 } },
            select: { path: true },
          })
          emit({ entity: 'category', id, what: 'updated', payload: { path, before: current.path } })
          return { id }
        },
        (category) => queries.get(call, category),
      )
    },

    remove(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          await lockTree(tx)
          const category = await lockCategory(tx, input.id)
          await requireEmpty(tx, category)
          await tx.category.delete({ where: { id: category.id } })
          emit({ entity: 'category', id: category.id, what: 'removed', payload: { path: category.path } })
          return {}
        },
        async () => ({ ok: true as const }),
      )
    },
  }
}

async function requireEmpty(tx: Tx, { id, path }: LockedCategory): Promise<void> {
  const [items, categories] = await Promise.all([
    tx.item.count({ where: { categoryId: id } }),
    tx.category.count({ where: { parentId: id } }),
  ])
  if (items === 0 && categories === 0) return
  const held = [counted(items, 'item', 'items'), counted(categories, 'category', 'categories')].filter(Boolean)
  throw new DomainError(
    'CONFLICT',
    `${path} holds ${held.join(' and ')}, so it cannot be deleted. Move them to another category first.`,
    { entity: 'category', id, items, categories },
  )
}

const counted = (count: number, one: string, many: string) =>
  count === 0 ? '' : `${count} ${count === 1 ? one : many}`
