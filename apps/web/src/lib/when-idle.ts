/** A busy page must not keep it waiting for ever. */
const latestMs = 1_500

/**
 * Does what is no part of the first screen once that has been painted and the browser has nothing better to do, unless the
 * returned function was called before.
 */
export function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(work, 200)
    return () => clearTimeout(timer)
  }
  const handle = requestIdleCallback(work, { timeout: latestMs })
  return () => cancelIdleCallback(handle)
}
