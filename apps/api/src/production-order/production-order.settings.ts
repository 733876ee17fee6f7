import type { ProductionSettings } from '@framewright/contracts/production-order/settings.schema'
import type { ReadDb } from '@framewright/db/client'
import type { Tx } from '../core/sql.ts'

/** The row of `setting` that says how production is set up. */
export const productionKey = 'production'

/** An order makes what was planned and no more, and work costs nothing, until somebody says otherwise. */
const unsaid: ProductionSettings = { overTolerancePercent: '0', labourRate: null }

const toSettings = (value: unknown): ProductionSettings => ({
  ...unsaid,
  ...(value as Partial<ProductionSettings> | undefined),
})

/** How production is set up, as a screen reads it. */
export async function readSettings(read: ReadDb): Promise<ProductionSettings> {
  const row = await read.selectFrom('setting').select('value').where('key', '=', productionKey).executeTakeFirst()
  return toSettings(row?.value)
}

/** How production is set up, as a command goes by. */
export async function settingsOf(tx: Tx): Promise<ProductionSettings> {
  const row = await tx.setting.findUnique({ where: { key: productionKey } })
  return toSettings(row?.value)
}
