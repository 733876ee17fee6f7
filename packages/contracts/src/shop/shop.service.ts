import type { Call } from '../core/context.ts'
import type { Shop, UpdateShopInput } from './shop.schema.ts'

export interface ShopService {
  /** For everybody signed in: what documents and screens say of the shop. */
  get(call: Call): Promise<Shop>
  /** What is not given stays. VERSION_CONFLICT where somebody else was quicker. */
  update(call: Call, input: UpdateShopInput): Promise<Shop>
}
