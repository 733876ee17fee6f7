/**
 * Why orders that were saved could not be confirmed, from the page that tried to the page where one goes on with them.
 * By order, and only as long as this tab lives.
 */
const reasons = new Map<number, unknown>()

export const keepReason = (orderId: number, error: unknown): void => void reasons.set(orderId, error)
export const reasonOf = (orderId: number): unknown => reasons.get(orderId)
export const forgetReason = (orderId: number): void => void reasons.delete(orderId)
