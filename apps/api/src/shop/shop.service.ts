import type { ShopService } from '@framewright/contracts/shop/shop.service'
import type { Deps } from '../core/deps.ts'
import { definedOnly } from '../core/objects.ts'
import { requireVersion } from '../core/versions.ts'
import { readShop, shopKey, toStored } from './shop.settings.ts'

/** There is one shop: its events carry this number. */
const shopId = 1

export function shopService({ read, commands, clock }: Pick<Deps, 'read' | 'commands' | 'clock'>): ShopService {
  const get = async () => ({ ...(await readShop(read)), timeZone: clock.timeZone })
  return {
    get,
    update(call, { version, ...input }) {
      return commands.run(
        call,
        { version, ...input },
        async (tx, emit) => {
          // There before it is locked, so that two first changes meet at the row too.
          await tx.$executeRaw`INSERT INTO setting (key, value) VALUES (${shopKey}, '{}') ON CONFLICT DO NOTHING`
          const [row] = await tx.$queryRaw<{ value: unknown }[]>`
            SELECT value FROM setting WHERE key = ${shopKey} FOR NO KEY UPDATE`
          const stored = toStored(row?.value)
          requireVersion(version, stored.version)
          const given = definedOnly(input)
          const changed = Object.entries(given).flatMap(([field, value]) =>
            stored[field as keyof typeof given] === value ? [] : [field],
          )
          if (changed.length === 0) return null
          const value = { ...stored, ...given, version: stored.version + 1 }
          await tx.setting.update({ where: { key: shopKey }, data: { value } })
          emit({ entity: 'shop', id: shopId, what: 'updated', payload: { name: value.name, changed } })
          return null
        },
        get,
      )
    },
  }
}
