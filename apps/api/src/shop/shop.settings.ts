import type { Shop } from '@framewright/contracts/shop/shop.schema'
import type { ReadDb } from '@framewright/db/client'

/** The row of `setting` that holds the shop. */
export const shopKey = 'shop'

/** What is stored of the shop; the time zone is the server's configuration. */
export type StoredShop = Omit<Shop, 'timeZone'>

/** A shop nobody has described yet. */
const unsaid: StoredShop = {
  name: '',
  legalName: '',
  address: '',
  email: '',
  phone: '',
  taxId: '',
  currency: 'EUR',
  documentFooter: '',
  // A mistyped SKU should not become an item where nobody has said so.
  unknownItems: 'refuse',
  version: 0,
}

/** What a row says of the shop; what it does not say is as in a new shop. */
export const toStored = (value: unknown): StoredShop => ({ ...unsaid, ...(value as Partial<StoredShop> | undefined) })

/** The shop as documents print it. */
export async function readShop(read: ReadDb): Promise<StoredShop> {
  const row = await read.selectFrom('setting').select('value').where('key', '=', shopKey).executeTakeFirst()
  return toStored(row?.value)
}
