import type { Opened } from '../testing/opened.ts'
import { openStockedShop, type StockedShop } from '../testing/stocked-shop.ts'

/** Hours of a day of the tests' week, in UTC: 2026-06-01 is a Monday. */
export const at = (time: string, day = 1) => `2026-06-0${day}T${time}:00.000Z`

/** A shop with machines, on a Monday morning that the test moves on. */
export async function openMachineShop() {
  let now = new Date(at('06:00'))
  const shop: StockedShop = await openStockedShop(() => now)
  let made = 0
  const { id: calendarId } = await shop.api.machineCalendar.create({
    name: 'Early and late',
    shifts: [
      { name: 'Early', days: [1, 2, 3, 4, 5], from: '06:00', to: '14:00' },
      { name: 'Late', days: [1, 2, 3, 4, 5], from: '14:00', to: '22:00' },
    ],
  })
  return {
    ...shop,
    calendarId,
    setNow(time: string, day = 1) {
      now = new Date(at(time, day))
    },
    /** A machine of the two shifts that takes a minute for a piece. */
    machine: (more: object = {}) =>
      shop.api.machine.create({
        code: `M${++made}`,
        name: `Machine ${made}`,
        calendarId,
        cycleSeconds: 60,
        ratePerHour: '36',
        ...more,
      }),
    /** A draft of so many pieces of something that can be made. */
    async order(quantity: number, more: object = {}) {
      return shop.api.productionOrder.create({ itemId: await shop.item(), quantity, ...more })
    },
    /** A released order of so many pieces. */
    async released(quantity: number) {
      const itemId = await shop.item()
      const componentId = await shop.item(quantity * 2)
      await shop.api.bom.create({ itemId, lines: [{ componentId, quantity: 1, unit: 'each' }] })
      const { id } = await shop.api.productionOrder.create({ itemId, quantity })
      return shop.api.productionOrder.release({ id })
    },
  }
}
export type MachineShop = Opened<typeof openMachineShop>
