/**
 * Parts of the stream that one can follow alone, by the entities they tell of. What is told of a topic's entities is
 * indexed (`event_invoice_position_idx`), so that whoever comes back after long is not made to wait for everything else.
 */
export const topics = {
  /** Invoices, and how their goods get on. */
  invoices: ['invoice', 'fulfilment'],
} as const satisfies Record<string, readonly string[]>
export type Topic = keyof typeof topics

/** Whether an event is told to who follows a topic; everything is to who follows none. */
export const concerns = (topic: Topic | undefined, event: { entity: string }): boolean =>
  topic === undefined || (topics[topic] as readonly string[]).includes(event.entity)
