import { z } from 'zod'
import * as decimal from '../core/decimal.ts'
import { Id, InstantInput, NonNegativeQuantity, text } from '../core/primitives.ts'
import { TaskKind } from '../task/task.kind.ts'

const isQuantity = (value: string) => /^\d+(\.\d+)?$/.test(value)

/** What came off a stage of an order, or went through all of them, at one time. */
export const OutputInput = z
  .object({
    productionOrderId: Id,
    /** The making stage it came off; left out, it went through all of them at once. */
    stage: TaskKind.optional(),
    /** Good ones. */
    quantity: NonNegativeQuantity.default('0'),
    /** Lost ones, with the reason. */
    scrap: NonNegativeQuantity.default('0'),
    reason: text(200).default(''),
    /** Who made them: the caller when not given. */
    operatorId: Id.optional(),
    /** What it was made on; no other output of it may lie in the same time. */
    machineId: Id.nullish(),
    from: InstantInput.optional(),
    /** Now when not given. */
    to: InstantInput.optional(),
    /** Complete the order with it, when nothing is left to be made. */
    complete: z.boolean().default(false),
  })
  .refine(
    ({ quantity, scrap }) =>
      !isQuantity(quantity) || !isQuantity(scrap) || decimal.isPositive(decimal.add(quantity, scrap)),
    { message: 'Give what was made, or what was lost', path: ['quantity'] },
  )
  .refine(({ scrap, reason }) => !isQuantity(scrap) || decimal.isZero(scrap) || reason !== '', {
    message: 'Say why they were lost',
    path: ['reason'],
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    message: 'The end cannot be before the start',
    path: ['to'],
  })
export type OutputInput = z.infer<typeof OutputInput>
