/**
 * Loaded before a server (`node --import`), shifts every clock that JavaScript reads by the milliseconds in its address (`?by=`): what that process takes for
 * now, its tokens, its sessions and its days with it. The database keeps its own time.
 */
const by = Number(new URL(import.meta.url).searchParams.get('by'))
const RealDate = Date
const realNow = RealDate.now.bind(RealDate)

class SkewedDate extends RealDate {
  constructor(...given: unknown[]) {
    if (given.length === 0) super(realNow() + by)
    else super(...(given as [number]))
  }
  static override now(): number {
    return realNow() + by
  }
}
globalThis.Date = SkewedDate as DateConstructor
