import { z } from 'zod'
import { PercentInput, Quantity, UnitPrice, UnitPriceInput } from '../core/primitives.ts'

export const ProductionSettings = z.object({
  /** How much more than planned an order may make, in percent of the quantity planned. */
  overTolerancePercent: Quantity,
  /** What an hour of work costs, in the shop's currency; null: work is timed and not reckoned. */
  labourRate: UnitPrice.nullable(),
})
export type ProductionSettings = z.infer<typeof ProductionSettings>
/** What is not named stays. */
export const ProductionSettingsInput = z.object({
  overTolerancePercent: PercentInput.optional(),
  labourRate: UnitPriceInput.nullish(),
})
export type ProductionSettingsInput = z.infer<typeof ProductionSettingsInput>
