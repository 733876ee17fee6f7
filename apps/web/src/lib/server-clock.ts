import { recall, remember } from './storage.ts'

const keptAs = 'clock-offset'

/** How far the server's clock is ahead of this machine's: tablets in a shop are often minutes off. Known without a network too. */
let offsetMs = recall(keptAs, 0)
let newest = 0

/**
 * Learns the server's clock from an answer that carries its time. An older answer teaches nothing: one that is put back
 * after a refused change counts as received only now.
 */
export function noteServerTime(asOf: string, receivedAt: number): void {
  const at = Date.parse(asOf)
  if (receivedAt <= 0 || at <= newest) return
  newest = at
  if (Math.abs(at - receivedAt - offsetMs) > 500) remember(keptAs, at - receivedAt)
  offsetMs = at - receivedAt
}

/** Now by the server's clock, in milliseconds. */
export const serverNow = (): number => Date.now() + offsetMs
