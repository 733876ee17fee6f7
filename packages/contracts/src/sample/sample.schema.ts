import { z } from 'zod'

/** Whether there is anything yet, and what loading the sample shop made. */
export const SampleState = z.object({ empty: z.boolean() })
export type SampleState = z.infer<typeof SampleState>

export const SampleLoaded = z.object({
  items: z.int(),
  frames: z.int(),
  suppliers: z.int(),
  purchaseOrders: z.int(),
  workOrders: z.int(),
  /** Recorded by hand; releasing production orders hands out more. */
  tasks: z.int(),
  salesOrders: z.int(),
  machines: z.int(),
  productionOrders: z.int(),
})
export type SampleLoaded = z.infer<typeof SampleLoaded>
